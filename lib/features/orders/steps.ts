import type { Transaction } from "@/lib/db/transaction";
import type { Order } from "../license/queries";
import { type Executor, enqueueEffect } from "../outbox/enqueue";
import type { Context, Locale } from "../shared/context";

/** The effects an order is made of, by the names under which the outbox knows them. */
export const orderOperations = {
  askForCard: "stripe.checkout.create",
  useCard: "stripe.customer.use_card",
  startSubscription: "stripe.subscription.create",
  changeSubscription: "stripe.subscription.upgrade",
  closeCheckout: "stripe.checkout.expire",
  voidInvoice: "stripe.invoice.void",
} as const;

/** No card on file: a Checkout page takes one. */
export const askForCard = (tx: Transaction, ctx: Context, order: Order, locale: Locale) =>
  enqueueEffect(tx, ctx, order.tenantId, orderOperations.askForCard, { orderId: order.id, locale });

/** The card that Checkout took becomes the customer's default; the subscription follows. */
export const takeCard = (tx: Transaction, ctx: Context, order: Order, paymentMethodId: string) =>
  enqueueEffect(
    tx,
    ctx,
    order.tenantId,
    orderOperations.useCard,
    { orderId: order.id, paymentMethodId },
    "worker",
  );

export const startSubscription = (
  tx: Transaction,
  ctx: Context,
  order: Order,
  executor: Executor = "caller",
) =>
  enqueueEffect(tx, ctx, order.tenantId, orderOperations.startSubscription, { orderId: order.id }, executor);

export const changeSubscription = (tx: Transaction, ctx: Context, order: Order) =>
  enqueueEffect(tx, ctx, order.tenantId, orderOperations.changeSubscription, { orderId: order.id });
