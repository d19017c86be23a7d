import { asc, count, eq } from "drizzle-orm";
import { z } from "zod";
import { couponRedemptions, coupons } from "@/drizzle/schema";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { CouponTerms } from "@/lib/domain/coupons/coupon";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type CouponView = CouponTerms & {
  id: Id<"coupon">;
  code: string;
  name: LocalizedText;
  lastDay: Day | null;
  /** How often it was redeemed. */
  redemptions: number;
  /** How many open orders have it. They count against the maximum. */
  openOrders: number;
  maximumUses: number | null;
  /** ISO 8601; null while it can be redeemed. */
  archivedAt: string | null;
};

/** Every coupon by code, archived ones too. */
export const listCoupons = useCase(staff("catalog.view"), {
  input: z.strictObject({}),
  async read({ tx }): Promise<CouponView[]> {
    const rows = await tx
      .select({ coupon: coupons, redemptions: count(couponRedemptions.id) })
      .from(coupons)
      .leftJoin(couponRedemptions, eq(couponRedemptions.couponId, coupons.id))
      .groupBy(coupons.id)
      .orderBy(asc(coupons.code));
    return rows.map(({ coupon: { used, createdAt: _, archivedAt, ...coupon }, redemptions }) => ({
      ...coupon,
      redemptions,
      openOrders: used - redemptions,
      archivedAt: archivedAt?.toISOString() ?? null,
    }));
  },
});
