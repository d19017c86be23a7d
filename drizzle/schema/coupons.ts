import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { CouponValue } from "@/lib/domain/coupons/coupon";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, sharedPolicies, tenantId, tenantPolicies } from "./access";

/** Discounts that tenants redeem with a code when they buy. Once one was used, what it takes off never changes. */
export const coupons = pgTable(
  "coupons",
  {
    id: text("id").$type<Id<"coupon">>().primaryKey(),
    /** Upper case letters, digits and hyphens. */
    code: text("code").notNull().unique(),
    name: jsonb("name").$type<LocalizedText>().notNull(),
    value: jsonb("value").$type<CouponValue>().notNull(),
    /** Keys of plans; empty: all. */
    plans: jsonb("plans").$type<string[]>().notNull(),
    /** Keys of components; null: all. */
    components: jsonb("components").$type<string[]>(),
    /** Null: without end. */
    months: integer("months"),
    oncePerTenant: boolean("once_per_tenant").notNull(),
    /** The first and the last day on which it can be redeemed, in the tenant's zone. */
    firstDay: text("first_day").$type<Day>(),
    lastDay: text("last_day").$type<Day>(),
    /**
     * How many places are taken: redeemed, or held by an open order. Tenants' transactions see no orders of others, so
     * `choba_count_coupon` (drizzle/migrate.ts) counts for them.
     */
    used: integer("used").notNull().default(0),
    /** Null: as often as anyone likes. */
    maximumUses: integer("maximum_uses"),
    createdAt: instant("created_at").notNull(),
    archivedAt: instant("archived_at"),
  },
  (table) => [
    // Holds the limit, however many order at the same time. No maximum makes it null, which a check lets pass.
    check("coupons_within_maximum", sql`${table.used} >= 0 and ${table.used} <= ${table.maximumUses}`),
    ...sharedPolicies("coupons"),
  ],
);

/** A coupon belongs to the license from its redemption on, until its months are over or the license ends. */
export const couponRedemptions = pgTable(
  "coupon_redemptions",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"redemption">>().notNull(),
    couponId: text("coupon_id")
      .$type<Id<"coupon">>()
      .notNull()
      .references(() => coupons.id),
    orderId: text("order_id").$type<Id<"order">>().notNull(),
    /** The day for which the order was priced. */
    redeemedOn: text("redeemed_on").$type<Day>().notNull(),
    oncePerTenant: boolean("once_per_tenant").notNull(),
    createdAt: instant("created_at").notNull(),
    /** When the license ended, and the coupon with it. */
    endedAt: instant("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("coupon_redemptions_once")
      .on(table.tenantId, table.couponId)
      .where(sql`${table.oncePerTenant}`),
    uniqueIndex("coupon_redemptions_by_order").on(table.tenantId, table.orderId),
    index("coupon_redemptions_by_coupon").on(table.couponId),
    ...tenantPolicies("coupon_redemptions", table.tenantId),
  ],
);
