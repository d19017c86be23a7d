import { bigint, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

/**
 * What each paid license brings in a month by itself, from when to when. The domain (lib/domain/revenue)
 * computes it whenever a term of a license, a contract or the tenant's zone changes, so a report only adds
 * these rows up. A tenant's rows never overlap in time.
 */
export const recurringRevenue = pgTable(
  "recurring_revenue",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    startsAt: instant("starts_at").notNull(),
    /** Null: it still holds. */
    endsAt: instant("ends_at"),
    planId: text("plan_id").$type<Id<"plan">>().notNull(),
    currency: text("currency").notNull(),
    /** In the currency's minor units, after discounts and before tax; see `monthlyRecurringMinor`. */
    monthlyMinor: bigint("monthly_minor", { mode: "bigint" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.startsAt] }),
    ...tenantPolicies("recurring_revenue", table.tenantId),
  ],
);
