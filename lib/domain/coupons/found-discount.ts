import type { DecimalText } from "../catalog/component";
import type { PaidInterval } from "../catalog/plan";
import { periodOf } from "../license/periods";
import type { Currency } from "../money/currency";
import type { BilledLine } from "../promise/lines/billed-line";
import type { CouponState } from "../promise/promise-terms";
import type { Day, DaySpan } from "../time/day-span";
import { monthsOf, takenIn } from "./running-coupons";

/** A coupon that people put at Stripe on the customer or on its subscription. */
export type FoundDiscount = {
  /** The discount's id at Stripe. */
  id: string;
  /** The coupon's name, or its code. */
  name: string;
  /** Of all that they lower, in percent; otherwise an amount. */
  percent: DecimalText | null;
  amountMinor: DecimalText | null;
  currency: Currency | null;
  duration: "once" | "repeating" | "forever";
  /** The instant from which it lowers no invoice any more, in ISO; null: none is set. */
  endsAt: string | null;
  /** The products at Stripe that it lowers; null: all of them. */
  products: string[] | null;
};

/** What a promise calls such a coupon. */
const prefix = "stripe:";
export const foundKey = (id: string): string => `${prefix}${id}`;
/** The discount of a coupon that people put at Stripe; null: the coupon is one of Choba's own. */
export const foundDiscountOf = (coupon: string): string | null =>
  coupon.startsWith(prefix) ? coupon.slice(prefix.length) : null;

/** Those of the subscription count; the customer's only if it has none. So it is at Stripe. */
export const effectiveDiscounts = (
  ofCustomer: readonly FoundDiscount[],
  ofSubscription: readonly FoundDiscount[],
): readonly FoundDiscount[] => (ofSubscription.length > 0 ? ofSubscription : ofCustomer);

type Wanted = {
  day: Day;
  /** The day on which a discount ends, in the tenant's zone. */
  endDayOf: (endsAt: string) => Day;
  /** The components that are sold as these products. */
  componentsOf: (products: readonly string[]) => readonly string[];
  interval: PaidInterval;
  yearStart: Day | null;
  /** The running period; null if nothing was held before. */
  period: DaySpan | null;
  billed: readonly BilledLine[];
  currency: string;
  /** True where a whole period is charged: a coupon for one invoice waits for that. */
  isWhole: boolean;
};

/** These discounts as coupons that run, for the promise and for the charge after it. */
export function couponsOfFound(
  found: readonly FoundDiscount[],
  wanted: Wanted,
): { coupons: CouponState[]; nextCoupons: CouponState[] } {
  const states = found.map((discount) => ({ discount, state: stateOf(discount, wanted) }));
  const isOnce = ({ discount }: (typeof states)[number]) => discount.duration === "once";
  return {
    coupons: states.filter((each) => !isOnce(each) || wanted.isWhole).map(({ state }) => state),
    nextCoupons: states.filter((each) => !isOnce(each) || !wanted.isWhole).map(({ state }) => state),
  };
}

function stateOf(discount: FoundDiscount, wanted: Wanted): CouponState {
  const { id, name, percent, amountMinor, currency, products } = discount;
  const key = foundKey(id);
  const value: CouponState["value"] =
    percent === null
      ? { type: "amount", amountMinor: amountMinor ?? "0", currency: currency ?? "" }
      : { type: "percent", percent };
  return {
    key,
    name: { en: name, ja: name },
    value,
    components: products && wanted.componentsOf(products),
    monthsLeft: monthsLeft(discount, wanted),
    takenMinor: value.type === "amount" ? takenIn(key, wanted) : 0n,
  };
}

/** Months of the periods that begin before it ends, the running one included. A `once` coupon is left out elsewhere. */
function monthsLeft(
  { endsAt }: FoundDiscount,
  { day, endDayOf, interval, yearStart }: Wanted,
): number | null {
  if (endsAt === null) return null;
  const end = endDayOf(endsAt);
  let months = 0;
  for (let at = day; at < end; at = periodOf(interval, yearStart, at).until) months += monthsOf(interval);
  return months;
}
