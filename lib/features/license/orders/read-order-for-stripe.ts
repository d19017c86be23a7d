import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { findStripePrice } from "@/lib/features/catalog/plans/record/queries";
import type { Message } from "@/lib/features/foundation/outbox/handler";
import { findOrder, getLicense } from "@/lib/features/license/lifecycle/queries";
import { nextSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";

/** What the Stripe calls of an order need, read from the committed rows before Stripe is asked. */
export async function readOrderForStripe(
  tx: Transaction,
  { tenantId }: Message,
  { orderId }: { orderId: Id<"order"> },
) {
  const order = await findOrder(tx, tenantId, orderId);
  invariant(order, `order ${orderId} exists`);
  const price = await findStripePrice(tx, order.planVersionId, order.interval);
  const account = await findPaymentAccount(tx, tenantId);
  invariant(price && account?.stripeCustomerId, `order ${orderId} has a price and a customer`);
  return {
    order,
    license: await getLicense(tx, tenantId),
    priceId: price.stripePriceId,
    customerId: account.stripeCustomerId,
    sequence: await nextSequenceNumber(tx),
  };
}

export type OrderForStripe = Awaited<ReturnType<typeof readOrderForStripe>>;
