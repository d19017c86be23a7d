import type { LocalizedText } from "../catalog/plan";
import type { CouponState } from "../promise/promise-terms";
import type { Day } from "../time/day-span";

/** Upper case letters, digits and hyphens, 3 to 40 of them. */
export const couponCodeForm = /^[A-Z0-9][A-Z0-9-]{2,39}$/;

/** A code as it is stored and compared: people type it in either case, and in Japanese also in full width. */
export const couponCodeOf = (typed: string): string => typed.normalize("NFKC").trim().toUpperCase();

export type CouponValue = CouponState["value"];

/** What a coupon takes off. None of it changes once the coupon was used. */
export type CouponTerms = {
  value: CouponValue;
  /** Keys of the plans that it is for; empty: all of them. */
  plans: readonly string[];
  /** Keys of the components that it lowers; null: all of them. */
  components: readonly string[] | null;
  /** For how many months it runs, the one of the redemption included; null: without end. */
  months: number | null;
  oncePerTenant: boolean;
  /** The first day on which it can be redeemed; null: any. */
  firstDay: Day | null;
};

export type Coupon = CouponTerms & {
  key: string;
  name: LocalizedText;
  /** The last day on which it can be redeemed; null: any. Whoever has redeemed it keeps it. */
  lastDay: Day | null;
};

/** True if the coupon lowers licenses of the plan. */
export const isForPlan = ({ plans }: Pick<CouponTerms, "plans">, planKey: string): boolean =>
  plans.length === 0 || plans.includes(planKey);
