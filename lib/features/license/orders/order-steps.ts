import type { Transaction } from "@/lib/db/transaction";
import type { Context, Locale } from "@/lib/features/foundation/context/context";
import { type Executor, enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import type { Order } from "@/lib/features/license/lifecycle/queries";

/** No card on file: a Checkout page takes one. */
export const askForCard = (tx: Transaction, ctx: Context, order: Order, locale: Locale) =>
  enqueueMessage(tx, ctx, order.tenantId, "stripe.checkout.create", { orderId: order.id, locale });

/** The card that Checkout took becomes the customer's default; the subscription follows. */
export const takeCard = (tx: Transaction, ctx: Context, order: Order, paymentMethodId: string) =>
  enqueueMessage(
    tx,
    ctx,
    order.tenantId,
    "stripe.customer.use_card",
    { orderId: order.id, paymentMethodId },
    "worker",
  );

export const startSubscription = (
  tx: Transaction,
  ctx: Context,
  order: Order,
  executor: Executor = "caller",
) => enqueueMessage(tx, ctx, order.tenantId, "stripe.subscription.create", { orderId: order.id }, executor);

export const changeSubscription = (tx: Transaction, ctx: Context, order: Order) =>
  enqueueMessage(tx, ctx, order.tenantId, "stripe.subscription.upgrade", { orderId: order.id });
