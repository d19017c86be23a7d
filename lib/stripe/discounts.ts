import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";
import { idOf } from "./references";

/** What a coupon takes off, for people to read. */
export type CouponTerms = {
  /** Its name, or its code if it has none. */
  coupon: string;
  percent: string | null;
  /** Minor units and ISO currency: "500 JPY". */
  amount: string | null;
  duration: string | null;
};

/** A coupon's terms. If it has been deleted, only its code is left. */
export async function readCoupon(id: string): Promise<CouponTerms> {
  try {
    const coupon = await callStripe((stripe) => stripe.coupons.retrieve(id));
    return {
      coupon: coupon.name ?? id,
      percent: coupon.percent_off === null ? null : String(coupon.percent_off),
      amount:
        coupon.amount_off === null ? null : `${coupon.amount_off} ${(coupon.currency ?? "").toUpperCase()}`,
      duration: coupon.duration,
    };
  } catch (error) {
    if (error instanceof OutsideRefused && error.reason === "resource_missing")
      return { coupon: id, percent: null, amount: null, duration: null };
    throw error;
  }
}

/** The present discounts of a subscription, each with its coupon's id. */
export async function discountsOf(
  subscriptionId: string,
): Promise<{ id: string; coupon: string; startedAt: Date }[]> {
  const subscription = await callStripe((stripe) =>
    stripe.subscriptions.retrieve(subscriptionId, { expand: ["discounts"] }),
  );
  return subscription.discounts.flatMap((discount) => {
    const coupon = typeof discount === "string" ? null : idOf(discount.source.coupon);
    if (typeof discount === "string" || !coupon) return [];
    return [{ id: discount.id, coupon, startedAt: new Date(discount.start * 1000) }];
  });
}
