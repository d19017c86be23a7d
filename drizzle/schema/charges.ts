import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import type { ChargeKind, ChargeState } from "@/lib/domain/license/charge";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { BilledLine } from "@/lib/domain/promise/lines/billed-line";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, tenantId, tenantPolicies } from "./access";
import { exactJson } from "./exact-json";

/**
 * Everything that Choba charges: a promise, as it was shown or worked out, and the invoice at Stripe that carries it. A
 * promise has one invoice, whatever is clicked or repeated.
 */
export const charges = pgTable(
  "charges",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"charge">>().notNull(),
    kind: text("kind").$type<ChargeKind>().notNull(),
    state: text("state").$type<ChargeState>().notNull(),
    promise: exactJson<ChargePromise>("promise").notNull(),
    currency: text("currency").notNull(),
    totalMinor: bigint("total_minor", { mode: "bigint" }).notNull(),
    /** The invoice is sent, to be paid within so many days; null: it is charged to the payer's card. */
    daysUntilDue: integer("days_until_due"),
    /** What is left to pay of its invoice, less credit notes that are on their way. */
    openMinor: bigint("open_minor", { mode: "bigint" }).notNull(),
    stripeInvoiceId: text("stripe_invoice_id"),
    /** Stripe's page on which it is paid. */
    hostedInvoiceUrl: text("hosted_invoice_url"),
    /** Stripe's code of the last failed attempt (`card_declined`, `authentication_required` …). */
    reason: text("reason"),
    /** When its card was declined first, how often and when it was tried again since, and when it will be. */
    failedAt: instant("failed_at"),
    retries: integer("retries").notNull().default(0),
    retriedAt: instant("retried_at"),
    nextRetryAt: instant("next_retry_at"),
    /** When its open invoice is read again though no webhook told of it; null: at the next look. */
    lookAt: instant("look_at"),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
    /** Since when its money is known to be gone: refunded in full by hand, or a dispute that was lost. */
    lostAt: instant("lost_at"),
    /** The number of the newest read from Stripe that said so or not (license/lifecycle/sequence-numbers). */
    lostSequence: bigint("lost_sequence", { mode: "bigint" }),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("charges_to_retry").on(table.nextRetryAt).where(sql`${table.nextRetryAt} is not null`),
    uniqueIndex("charges_by_invoice").on(table.stripeInvoiceId),
    index("charges_to_look_at").on(table.lookAt.asc().nullsFirst()).where(sql`${table.closedAt} is null`),
    index("charges_open").on(table.tenantId).where(sql`${table.closedAt} is null`),
    ...tenantPolicies("charges", table.tenantId),
  ],
);

/**
 * What was really billed for a license, line by line. The next promise is worked out from these: what is billed is not
 * charged again, and unused days of it are given back once.
 */
export const billedLines = pgTable(
  "billed_lines",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"billedLine">>().notNull(),
    chargeId: text("charge_id").$type<Id<"charge">>().notNull(),
    line: exactJson<Omit<BilledLine, "id" | "invoiceId" | "givenBackFrom" | "standing">>("line").notNull(),
    /** The day after the last one that it pays for. */
    untilDay: text("until_day").$type<Day>().notNull(),
    givenBackFrom: text("given_back_from").$type<Day>(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("billed_lines_by_day").on(table.tenantId, table.untilDay),
    index("billed_lines_by_charge").on(table.tenantId, table.chargeId),
    ...tenantPolicies("billed_lines", table.tenantId),
  ],
);
