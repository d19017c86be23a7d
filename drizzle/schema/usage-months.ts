import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { Id } from "@/lib/domain/ids";
import type { CouponShare } from "@/lib/domain/promise/lines/billed-line";
import type { CorrectionLine, UsageLine } from "@/lib/domain/promise/lines/usage-line";
import type { WriteOffReason } from "@/lib/domain/rated-usage/settle-correction";
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
    /** Meters whose count could not be priced when the month was rated last. They are not billed until it can. */
    unpriced: jsonb("unpriced").$type<string[]>().notNull().default([]),
    /** When it was corrected for the last time; null: its corrections are still billed. */
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.monthFrom] }),
    // The latest one is asked for whenever something is counted.
    index("usage_months_by_month").on(table.monthFrom),
    index("usage_months_unpriced").on(table.ratedAt).where(sql`${table.unpriced} <> '[]'`),
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

/**
 * Months that were rated and of which something was counted since. The triggers on the counts write them, whatever
 * changed the counts; whoever has compared the months with what was billed deletes them. A month may stand here often,
 * so that those who count never wait for each other.
 */
export const usageChanges = pgTable(
  "usage_changes",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: uuid("id").notNull().defaultRandom(),
    monthFrom: text("month_from").$type<Day>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    ...tenantPolicies("usage_changes", table.tenantId),
  ],
);

/** Corrections that are not billed: too small, or after their month's time. They count as billed when it is counted anew. */
export const usageWriteOffs = pgTable(
  "usage_write_offs",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"usageWriteOff">>().notNull(),
    monthFrom: text("month_from").$type<Day>().notNull(),
    reason: text("reason").$type<WriteOffReason>().notNull(),
    currency: text("currency").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    line: exactJson<CorrectionLine>("line").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("usage_write_offs_by_month").on(table.tenantId, table.monthFrom),
    index("usage_write_offs_by_time").on(table.createdAt),
    ...tenantPolicies("usage_write_offs", table.tenantId),
  ],
);
