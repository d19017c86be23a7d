import { bigint, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, tenantId, tenantPolicies } from "./access";

/**
 * Which invoices of Stripe's dashboard carry a statement: the usage of a month that Choba rated and people invoice. One that
 * is voided is no link any more.
 */
export const statementInvoices = pgTable(
  "statement_invoices",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    /** The month's first day. */
    monthFrom: text("month_from").$type<Day>().notNull(),
    currency: text("currency").notNull(),
    stripeInvoiceId: text("stripe_invoice_id").notNull(),
    number: text("number").notNull(),
    linkedBy: text("linked_by").notNull(),
    linkedAt: instant("linked_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.monthFrom, table.currency, table.stripeInvoiceId] }),
    index("statement_invoices_by_invoice").on(table.stripeInvoiceId),
    ...tenantPolicies("statement_invoices", table.tenantId),
  ],
);

/** A line of a statement that stands on such an invoice, with the amount that it has there. */
export const statementMarks = pgTable(
  "statement_marks",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    billedUsageId: text("billed_usage_id").$type<Id<"billedUsage">>().notNull(),
    stripeInvoiceId: text("stripe_invoice_id").notNull(),
    stripeLineId: text("stripe_line_id").notNull(),
    invoicedMinor: bigint("invoiced_minor", { mode: "bigint" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.billedUsageId] }),
    index("statement_marks_by_invoice").on(table.stripeInvoiceId),
    ...tenantPolicies("statement_marks", table.tenantId),
  ],
);
