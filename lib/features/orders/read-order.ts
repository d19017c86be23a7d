import { inTenant } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { findStripePrice } from "../catalog/queries";
import { findOrder } from "../license/queries";
import type { Effect } from "../outbox/operation";
import { findPaymentAccount } from "../payment-account/queries";

/** What the Stripe calls of an order need, read from the committed rows. */
export async function readOrderForStripe(effect: Effect, orderId: string) {
  return inTenant(effect.tenantId, async (tx) => {
    const order = await findOrder(tx, effect.tenantId, orderId as Id<"order">);
    invariant(order, `order ${orderId} exists`);
    const price = await findStripePrice(tx, order.planVersionId, order.interval);
    const account = await findPaymentAccount(tx, effect.tenantId);
    invariant(price && account?.stripeCustomerId, `order ${orderId} has a price and a customer`);
    return { order, priceId: price.stripePriceId, customerId: account.stripeCustomerId };
  });
}
