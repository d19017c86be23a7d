import { bigint, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { WriteOffCause, WriteOffState } from "@/lib/domain/collection/write-off";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

/**
 * What of an invoice was given up, and why. The amount and the number are kept here, because the books must be able to say
 * them whatever becomes of the invoice.
 */
export const writeOffs = pgTable(
  "write_offs",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    stripeInvoiceId: text("stripe_invoice_id").notNull(),
    cause: text("cause").$type<WriteOffCause>().notNull(),
    state: text("state").$type<WriteOffState>().notNull(),
    number: text("number").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    currency: text("currency").notNull(),
    reason: text("reason").notNull(),
    /** The name of who did it, as in the audit log. */
    writtenOffBy: text("written_off_by").notNull(),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
    /** When a payment of it was noticed afterwards. */
    paidAt: instant("paid_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.stripeInvoiceId, table.cause] }),
    index("write_offs_by_invoice").on(table.stripeInvoiceId),
    ...tenantPolicies("write_offs", table.tenantId),
  ],
);
