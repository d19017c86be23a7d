import type Stripe from "stripe";
import type { FoundDiscount } from "@/lib/domain/coupons/found-discount";
import type { FoundSubscription } from "@/lib/domain/stripe-differences/compare-subscription";
import { callStripe } from "./call-stripe";
import { foundDiscounts } from "./discounts";
import { foundSubscription, renewsOf } from "./found-subscription";
import { idOf } from "./references";

/** A subscription as Stripe has it. What Choba takes over of it is whether it runs and renews; the rest is compared. */
export type SubscriptionFacts = {
  id: string;
  customerId: string;
  status: Stripe.Subscription["status"];
  renews: boolean;
  endedAt: Date | null;
  /** The license that it follows, if Choba made it. */
  licenseId: string | null;
  whole: FoundSubscription;
};

/** With the coupons that people put on it. */
export type ReadSubscription = SubscriptionFacts & { discounts: FoundDiscount[] };

export async function readSubscription(id: string): Promise<ReadSubscription> {
  const expand = ["discounts.source.coupon.applies_to", "items.data.price.product"];
  const subscription = await callStripe((stripe) => stripe.subscriptions.retrieve(id, { expand }));
  return { ...factsOf(subscription), discounts: foundDiscounts(subscription.discounts) };
}

/** All of a customer's that run. */
export async function subscriptionsOf(customerId: string): Promise<SubscriptionFacts[]> {
  const list = await callStripe((stripe) => stripe.subscriptions.list({ customer: customerId, limit: 100 }));
  return list.data.filter(({ status }) => status !== "incomplete_expired").map(factsOf);
}

export function factsOf(subscription: Stripe.Subscription): SubscriptionFacts {
  const { id, status, metadata, ended_at: endedAt } = subscription;
  return {
    id,
    customerId: idOf(subscription.customer) ?? "",
    status,
    renews: renewsOf(subscription),
    endedAt: endedAt === null ? null : new Date(endedAt * 1000),
    licenseId: metadata.choba_license ?? null,
    whole: foundSubscription(subscription),
  };
}
