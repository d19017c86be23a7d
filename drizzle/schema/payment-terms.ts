import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import type { DueDayMoved, PaymentTerms } from "@/lib/domain/payment-terms/payment-terms";
import { tenantId, tenantPolicies } from "./access";

/** When a tenant pays what it is sent. Without a row the days of its contract count. */
export const paymentTerms = pgTable(
  "payment_terms",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    kind: text("kind").$type<PaymentTerms["kind"]>().notNull(),
    days: integer("days"),
    moved: text("moved").$type<DueDayMoved>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId] }), ...tenantPolicies("payment_terms", table.tenantId)],
);
