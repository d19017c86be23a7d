import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { Id } from "@/lib/domain/ids";
import type { CouponShare } from "@/lib/domain/promise/lines/billed-line";
import type { UsageLine } from "@/lib/domain/promise/lines/usage-line";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, tenantId, tenantPolicies } from "./access";
import { exactJson } from "./exact-json";

/** Each month whose usage was rated after it had ended, once. What changes later is a correction. */
export const usageMonths = pgTable(
  "usage_months",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    /** The month's first day. */
    monthFrom: text("month_from").$type<Day>().notNull(),
    /** The zone in whose days it was counted. */
    timeZone: text("time_zone").notNull(),
    /** What was counted on the days of paid license, by meter, as it was rated last. */
    counts: jsonb("counts").$type<Record<string, DecimalText>>().notNull(),
    ratedAt: instant("rated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.monthFrom] }),
    ...tenantPolicies("usage_months", table.tenantId),
  ],
);

/**
 * Lines of usage as they were billed. A month that is counted anew is compared with these, and the difference follows.
 */
export const billedUsage = pgTable(
  "billed_usage",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"billedUsage">>().notNull(),
    monthFrom: text("month_from").$type<Day>().notNull(),
    /** The charge that bills it; null: it is invoiced in Stripe's dashboard, from a statement. */
    chargeId: text("charge_id").$type<Id<"charge">>(),
    line: exactJson<UsageLine & { discounts: CouponShare[] }>("line").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("billed_usage_by_month").on(table.tenantId, table.monthFrom),
    index("billed_usage_by_charge").on(table.tenantId, table.chargeId),
    ...tenantPolicies("billed_usage", table.tenantId),
  ],
);
