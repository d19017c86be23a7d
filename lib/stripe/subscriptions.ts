import type Stripe from "stripe";
import { callStripe } from "./call-stripe";
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
};

export async function readSubscription(id: string): Promise<SubscriptionFacts> {
  const subscription = await callStripe((stripe) => stripe.subscriptions.retrieve(id));
  const { status, metadata, ended_at: endedAt } = subscription;
  return {
    id,
    customerId: idOf(subscription.customer) ?? "",
    status,
    renews: !subscription.cancel_at_period_end && subscription.cancel_at === null,
    endedAt: endedAt === null ? null : new Date(endedAt * 1000),
    licenseId: metadata.choba_license ?? null,
  };
}
