import type { Currency } from "../money/currency";
import type { Day } from "../time/day-span";
import { type Coupon, isForPlan } from "./coupon";

/** What is asked of a coupon by somebody who wants to redeem it. */
export type Redeeming = {
  /** The tenant's day. */
  day: Day;
  planKey: string;
  currency: Currency;
  /** True if all of the change waits for the next period: nothing is bought by it. */
  isReserved: boolean;
  /** True if every place is taken. */
  isUsedUp: boolean;
  /** How often this tenant has redeemed it, and whether one of these still runs. */
  ownRedemptions: number;
  runs: boolean;
};

export type CouponProblem =
  | "coupon_not_yet"
  | "coupon_no_longer"
  | "coupon_used_by_tenant"
  | "coupon_runs_already"
  | "coupon_other_plan"
  | "coupon_other_currency"
  | "coupon_needs_purchase"
  | "coupon_used_up";

/** Why a coupon cannot be redeemed; null if it can. What is about the reader comes before what is about all. */
export function couponProblem(
  coupon: Coupon & { isArchived: boolean },
  { day, planKey, currency, isReserved, isUsedUp, ownRedemptions, runs }: Redeeming,
): CouponProblem | null {
  const { firstDay, lastDay, value } = coupon;
  if (coupon.oncePerTenant && ownRedemptions > 0) return "coupon_used_by_tenant";
  if (runs) return "coupon_runs_already";
  if (firstDay !== null && day < firstDay) return "coupon_not_yet";
  if (coupon.isArchived || (lastDay !== null && day > lastDay)) return "coupon_no_longer";
  if (!isForPlan(coupon, planKey)) return "coupon_other_plan";
  if (value.type === "amount" && value.currency !== currency) return "coupon_other_currency";
  if (isUsedUp) return "coupon_used_up";
  return isReserved ? "coupon_needs_purchase" : null;
}
