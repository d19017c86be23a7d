import type Stripe from "stripe";
import type { FoundDiscount } from "@/lib/domain/coupons/found-discount";
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

/** Discounts as promises know them. Their coupons must be expanded, with `applies_to`. */
export const foundDiscounts = (discounts: readonly (string | Stripe.Discount | Stripe.DeletedDiscount)[]) =>
  discounts.flatMap((discount): FoundDiscount[] => {
    if (typeof discount === "string") return [];
    const { coupon } = discount.source;
    if (!coupon || typeof coupon === "string") return [];
    const end = "end" in discount ? discount.end : null;
    return [
      {
        id: discount.id,
        name: coupon.name ?? coupon.id,
        percent: coupon.percent_off === null ? null : String(coupon.percent_off),
        amountMinor: coupon.amount_off === null ? null : String(coupon.amount_off),
        currency: coupon.currency?.toUpperCase() ?? null,
        duration: coupon.duration as FoundDiscount["duration"],
        endsAt: end ? new Date(end * 1000).toISOString() : null,
        products: coupon.applies_to?.products ?? null,
      },
    ];
  });

/** The coupons that people put on a subscription. */
export async function discountsOfSubscription(id: string): Promise<FoundDiscount[]> {
  const { discounts } = await callStripe((stripe) =>
    stripe.subscriptions.retrieve(id, { expand: ["discounts.source.coupon.applies_to"] }),
  );
  return foundDiscounts(discounts);
}

/** The coupons that people put on a customer. */
export async function discountsOfCustomer(id: string): Promise<FoundDiscount[]> {
  const customer = await callStripe((stripe) =>
    stripe.customers.retrieve(id, { expand: ["discount.source.coupon.applies_to"] }),
  );
  return customer.deleted || !customer.discount ? [] : foundDiscounts([customer.discount]);
}

/**
 * Ends discounts that are good for one invoice, once a promise has taken them: Choba clears them from the invoice itself,
 * so Stripe does not know that they are used up. Safe to repeat.
 */
export async function endUsedDiscounts(
  customerId: string,
  subscriptionId: string | null,
  used: readonly string[],
  key: string,
): Promise<void> {
  const isUsed = ({ id, duration }: FoundDiscount) => duration === "once" && used.includes(id);
  if ((await discountsOfCustomer(customerId)).some(isUsed))
    await callStripe((stripe) =>
      stripe.customers.deleteDiscount(customerId, {}, { idempotencyKey: `${key}:discount` }),
    );
  if (!subscriptionId) return;
  const present = await discountsOfSubscription(subscriptionId);
  if (!present.some(isUsed)) return;
  const left = present.filter((each) => !isUsed(each)).map(({ id: discount }) => ({ discount }));
  await callStripe((stripe) =>
    stripe.subscriptions.update(
      subscriptionId,
      { discounts: left.length > 0 ? left : "" },
      { idempotencyKey: `${key}:discounts` },
    ),
  );
}
