import type { Metadata } from "../core/json";
import { nil } from "../core/json";

export const COUPON_DURATIONS = ["forever", "once", "repeating"] as const;

export function newCoupon(id: string, created: number) {
  return {
    id,
    object: "coupon" as const,
    amount_off: nil<number>(),
    created,
    currency: nil<string>(),
    duration: "once" as (typeof COUPON_DURATIONS)[number],
    duration_in_months: nil<number>(),
    livemode: false,
    max_redemptions: null,
    metadata: {} as Metadata,
    name: nil<string>(),
    percent_off: nil<number>(),
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
  };
}
export type Coupon = ReturnType<typeof newCoupon>;

export function newDiscount(
  id: string,
  start: number,
  customer: string,
  coupon: string,
  subscription: string | null,
) {
  return {
    id,
    object: "discount" as const,
    checkout_session: null,
    customer,
    customer_account: null,
    end: nil<number>(),
    invoice: nil<string>(),
    invoice_item: null,
    promotion_code: null,
    source: { coupon, type: "coupon" as const },
    start,
    subscription,
    subscription_item: null,
  };
}
export type Discount = ReturnType<typeof newDiscount>;

/** How much a discount took off an invoice or one of its lines. */
export interface DiscountAmount {
  amount: number;
  discount: string;
}
