import type { licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { type CouponValue, isForPlan } from "@/lib/domain/coupons/coupon";
import { lastDayOf, runningCoupons } from "@/lib/domain/coupons/running-coupons";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Day } from "@/lib/domain/time/day-span";
import type { PlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { readHeldTerms, readRedeemed } from "./queries";

/** A coupon that belongs to a license. */
export type LicenseCoupon = {
  code: string;
  name: LocalizedText;
  value: CouponValue;
  /** The last day that it lowers if the interval stays; null: as long as the license lasts. */
  lastDay: Day | null;
  /** False while a plan is held that it is not for. */
  holds: boolean;
};

type License = typeof licenses.$inferSelect;
type Held = Pick<License, "tenantId" | "interval" | "yearStart" | "trialEnd">;

/** The coupons of a bought license that still have months, for the license card. */
export async function licenseCoupons(
  tx: Transaction,
  { tenantId, interval, yearStart, trialEnd }: Held,
  plan: Pick<PlanVersion, "planKey" | "definition">,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<LicenseCoupon[]> {
  if (interval === null) return [];
  const redeemed = await readRedeemed(tx, tenantId);
  if (redeemed.length === 0) return [];
  const today = dayOf(now, timeZone);
  const running = runningCoupons({
    redeemed,
    terms: await readHeldTerms(tx, tenantId, timeZone),
    day: today,
    currency: plan.definition.currency,
    period: null,
    billed: [],
  });
  // What is tried is lowered from the first day that is paid.
  const day = trialEnd ? dayOf(trialEnd, timeZone) : today;
  return running.map((coupon) => ({
    code: redeemed.find((each) => each.coupon.key === coupon.key)?.code ?? "",
    name: coupon.name,
    value: coupon.value,
    lastDay: lastDayOf(coupon, interval, trialEnd ? day : yearStart, day),
    holds: isForPlan(coupon, plan.planKey),
  }));
}
