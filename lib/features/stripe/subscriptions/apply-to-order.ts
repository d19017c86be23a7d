import type { Transaction } from "@/lib/db/transaction";
import { planOfStripePrice } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import type { Order } from "@/lib/features/license/lifecycle/queries";
import { closeOrder, updateOrder } from "@/lib/features/license/orders/close-order";
import type { SubscriptionSnapshot } from "@/lib/stripe/subscriptions";

/** What the subscription says about the open order: done, waiting for the payer, or given up. */
export async function applyToOrder(
  tx: Transaction,
  ctx: Context,
  order: Order,
  snapshot: SubscriptionSnapshot,
): Promise<void> {
  const isOurs = snapshot.orderId === order.id || snapshot.id === order.stripeSubscriptionId;
  if (!isOurs) return;
  switch (snapshot.status) {
    case "incomplete":
      return waitForPayment(tx, order, snapshot);
    case "incomplete_expired":
      return closeOrder(tx, ctx, order, "cancelled", "not_paid_in_time");
    case "canceled":
      return closeOrder(tx, ctx, order, "cancelled", "subscription_ended");
    default:
      return applyToActive(tx, ctx, order, snapshot);
  }
}

async function applyToActive(
  tx: Transaction,
  ctx: Context,
  order: Order,
  snapshot: SubscriptionSnapshot,
): Promise<void> {
  if (await isOrdered(tx, order, snapshot.priceId)) return closeOrder(tx, ctx, order, "done");
  if (snapshot.pendingPriceId && (await isOrdered(tx, order, snapshot.pendingPriceId)))
    return waitForPayment(tx, order, snapshot);
  // The change was waiting for its payment and is gone: its invoice was voided, by the payer or after 23 hours.
  if (order.state === "awaiting_payment") await closeOrder(tx, ctx, order, "cancelled", "not_paid_in_time");
}

async function waitForPayment(tx: Transaction, order: Order, snapshot: SubscriptionSnapshot): Promise<void> {
  const invoice = snapshot.latestInvoice;
  await updateOrder(tx, order, {
    state: "awaiting_payment",
    stripeSubscriptionId: snapshot.id,
    stripeInvoiceId: invoice?.id ?? null,
    hostedInvoiceUrl: invoice?.hostedUrl ?? null,
    reason:
      invoice?.waitsFor === "authentication"
        ? "authentication_required"
        : (invoice?.failure ?? "card_declined"),
  });
}

async function isOrdered(tx: Transaction, order: Order, stripePriceId: string): Promise<boolean> {
  const price = await planOfStripePrice(tx, stripePriceId);
  return price?.planVersionId === order.planVersionId && price.interval === order.interval;
}
