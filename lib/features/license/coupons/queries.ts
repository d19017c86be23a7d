import { and, asc, eq, isNull } from "drizzle-orm";
import { couponRedemptions, coupons, licenseTerms } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Coupon } from "@/lib/domain/coupons/coupon";
import type { HeldTerm, RedeemedCoupon } from "@/lib/domain/coupons/running-coupons";
import type { Id } from "@/lib/domain/ids";
import { dayOf } from "@/lib/domain/time/calendar";

export type CouponRow = typeof coupons.$inferSelect;

/** A stored coupon as the rules take it. Its id is the key under which promises name it. */
export const couponOf = (row: CouponRow): Coupon => ({
  key: row.id,
  name: row.name,
  value: row.value,
  plans: row.plans,
  components: row.components,
  months: row.months,
  oncePerTenant: row.oncePerTenant,
  firstDay: row.firstDay,
  lastDay: row.lastDay,
});

export async function findCouponByCode(tx: Transaction, code: string): Promise<CouponRow | null> {
  const [row] = await tx.select().from(coupons).where(eq(coupons.code, code));
  return row ?? null;
}

/** The coupons that belong to the tenant's license, in the order of redemption. Their months may be over. */
export async function readRedeemed(
  tx: Transaction,
  tenantId: Id<"tenant">,
): Promise<(RedeemedCoupon & { code: string })[]> {
  const rows = await tx
    .select({ coupon: coupons, redeemedOn: couponRedemptions.redeemedOn })
    .from(couponRedemptions)
    .innerJoin(coupons, eq(coupons.id, couponRedemptions.couponId))
    .where(and(eq(couponRedemptions.tenantId, tenantId), isNull(couponRedemptions.endedAt)))
    .orderBy(asc(couponRedemptions.createdAt), asc(couponRedemptions.id));
  return rows.map(({ coupon, redeemedOn }) => ({ coupon: couponOf(coupon), redeemedOn, code: coupon.code }));
}

/** How often the tenant has redeemed a coupon, with whatever license. */
export const countRedemptions = (
  tx: Transaction,
  tenantId: Id<"tenant">,
  couponId: Id<"coupon">,
): Promise<number> =>
  tx.$count(
    couponRedemptions,
    and(eq(couponRedemptions.tenantId, tenantId), eq(couponRedemptions.couponId, couponId)),
  );

/** What the tenant held, in its days, oldest first. A trial uses up no month of a coupon: nothing is paid, as on Free. */
export async function readHeldTerms(
  tx: Transaction,
  tenantId: Id<"tenant">,
  timeZone: string,
): Promise<HeldTerm[]> {
  const rows = await tx
    .select()
    .from(licenseTerms)
    .where(eq(licenseTerms.tenantId, tenantId))
    .orderBy(asc(licenseTerms.startsAt));
  return rows.map(({ interval, trialEnd, startsAt, endsAt }) => ({
    interval: trialEnd ? null : interval,
    from: dayOf(startsAt, timeZone),
    until: endsAt && dayOf(endsAt, timeZone),
  }));
}
