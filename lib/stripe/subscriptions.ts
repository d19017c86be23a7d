import type Stripe from "stripe";
import type { FoundDiscount } from "@/lib/domain/coupons/found-discount";
import { callStripe } from "./call-stripe";
import { foundDiscounts } from "./discounts";
import { idOf } from "./references";

/** What Choba takes over from a subscription: whether it runs and renews. Amounts and items are never believed. */
export type SubscriptionFacts = {
  id: string;
  customerId: string;
  status: Stripe.Subscription["status"];
  renews: boolean;
  endedAt: Date | null;
  /** The license that it follows, if Choba made it. */
  licenseId: string | null;
  /** The coupons that people put on it. */
  discounts: FoundDiscount[];
};

export async function readSubscription(id: string): Promise<SubscriptionFacts> {
  const subscription = await callStripe((stripe) =>
    stripe.subscriptions.retrieve(id, { expand: ["discounts.source.coupon.applies_to"] }),
  );
  const { status, metadata, ended_at: endedAt } = subscription;
  return {
    id,
    customerId: idOf(subscription.customer) ?? "",
    status,
    renews: !subscription.cancel_at_period_end && subscription.cancel_at === null,
    endedAt: endedAt === null ? null : new Date(endedAt * 1000),
    licenseId: metadata.choba_license ?? null,
    discounts: foundDiscounts(subscription.discounts),
  };
}
