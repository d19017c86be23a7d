import { inTenant } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { findStripePrice } from "@/lib/features/catalog/plans/record/queries";
import type { Message } from "@/lib/features/foundation/outbox/handler";
import { findOrder } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";

/** What the Stripe calls of an order need, read from the committed rows. */
export async function readOrderForStripe(message: Message, orderId: Id<"order">) {
  return inTenant(message.tenantId, async (tx) => {
    const order = await findOrder(tx, message.tenantId, orderId);
    invariant(order, `order ${orderId} exists`);
    const price = await findStripePrice(tx, order.planVersionId, order.interval);
    const account = await findPaymentAccount(tx, message.tenantId);
    invariant(price && account?.stripeCustomerId, `order ${orderId} has a price and a customer`);
    return { order, priceId: price.stripePriceId, customerId: account.stripeCustomerId };
  });
}
