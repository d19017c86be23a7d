import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { NegotiatedOverride } from "@/lib/domain/contract/contract";
import type { Id } from "@/lib/domain/ids";
import type { Quantities } from "@/lib/domain/pricing/quantities";
import type { Discount } from "@/lib/domain/pricing/terms";
import type { FrozenQuote, QuoteInvoicing } from "@/lib/domain/quote/offer";
import type { QuotePeriod, QuoteState } from "@/lib/domain/quote/quote";
import { instant, internalPolicies, tenantId, tenantPolicies } from "./access";

/**
 * What sales offer a tenant. A draft may change. Once it is sent, `frozen` holds what was offered and never
 * changes.
 */
export const quotes = pgTable(
  "quotes",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"quote">>().notNull(),
    /** Given when it is sent. Drafts have none, so a deleted draft leaves no gap. */
    number: text("number").unique(),
    state: text("state").$type<QuoteState>().notNull(),
    /** Counts the saves of a draft. A save must name the count that it has seen. */
    revision: integer("revision").notNull().default(1),
    /** The quote that this one replaces once it is sent. */
    replacesId: text("replaces_id").$type<Id<"quote">>(),
    subject: text("subject").notNull(),
    language: text("language").$type<"en" | "ja">().notNull(),
    planVersionId: text("plan_version_id").$type<Id<"planVersion">>().notNull(),
    interval: text("interval").$type<PaidInterval>().notNull(),
    quantities: jsonb("quantities").$type<Quantities>().notNull(),
    discount: jsonb("discount").$type<Discount>(),
    taxKeys: jsonb("tax_keys").$type<string[]>().notNull(),
    negotiated: jsonb("negotiated").$type<NegotiatedOverride>(),
    period: jsonb("period").$type<QuotePeriod>().notNull(),
    invoicing: jsonb("invoicing").$type<QuoteInvoicing>().notNull(),
    /** The last day on which it can be accepted, in the tenant's zone. */
    validUntil: text("valid_until").notNull(),
    /** The end of that day as an instant, computed when it is sent. */
    validBefore: instant("valid_before"),
    terms: text("terms").notNull(),
    currency: text("currency").notNull(),
    /** What is paid each month, or each year in advance; for lists. */
    totalMinor: bigint("total_minor", { mode: "bigint" }).notNull(),
    frozen: jsonb("frozen").$type<FrozenQuote>(),
    /** Opens the page that needs no sign-in. 192 random bits, removed once the quote is withdrawn. */
    publicToken: text("public_token").unique(),
    createdBy: text("created_by").$type<Id<"user">>(),
    createdByName: text("created_by_name").notNull(),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("quotes_by_state").on(table.state, table.validBefore),
    ...tenantPolicies("quotes", table.tenantId),
  ],
);

/** Who changed a quote to which state, and when. Rows are only added. */
export const quoteStates = pgTable(
  "quote_states",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    quoteId: text("quote_id").$type<Id<"quote">>().notNull(),
    /** Counted from 1 within the quote. */
    step: integer("step").notNull(),
    state: text("state").$type<QuoteState>().notNull(),
    at: instant("at").notNull(),
    actorName: text("actor_name").notNull(),
    /** The reason: why the customer declined, or which signed document there is. */
    note: text("note").notNull(),
    /** True if staff accepted it for the customer, because there is a signed document. */
    onPaper: boolean("on_paper").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.quoteId, table.step] }),
    ...tenantPolicies("quote_states", table.tenantId),
  ],
);

/**
 * The last number of each year. Its row is locked until the sending transaction commits, so that no number is
 * skipped.
 */
export const quoteNumbers = pgTable(
  "quote_numbers",
  { year: integer("year").primaryKey(), count: integer("count").notNull() },
  () => internalPolicies("quote_numbers"),
);
