import type { Buyer } from "../../support/buyer";

/** What the subscription renews for, in minor units a period; null: there is none, or it is about to end. */
export async function whatTheSubscriptionSays(buyer: Buyer): Promise<bigint | null> {
  const { stripe } = buyer.world;
  const { data } = await stripe.subscriptions.list({ customer: await buyer.customerId() });
  const [subscription, ...others] = data;
  if (others.length > 0) throw new Error(`${data.length} subscriptions`);
  if (!subscription || subscription.cancel_at_period_end) return null;
  return subscription.items.data.reduce(
    (sum, { price, quantity }) => sum + BigInt(price.unit_amount ?? 0) * BigInt(quantity ?? 0),
    0n,
  );
}
