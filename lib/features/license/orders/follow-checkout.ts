import { inTenant } from "@/lib/db/transaction";
import { isId } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { findOrder, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { readCheckoutSession } from "@/lib/stripe/checkout";
import { closeOrder, updateOrder } from "./close-order";

/**
 * Looks at an order's Checkout page: with a card left there the order goes on; with an expired page it ends. Called for
 * webhooks, for a browser that is back before them, and by the sweep; the first of them moves the order.
 */
export async function followCheckout(ctx: Context, sessionId: string): Promise<void> {
  const session = await readCheckoutSession(sessionId);
  const { orderId, tenantId } = session;
  if (!orderId || !isId("order", orderId) || !tenantId || !isId("tenant", tenantId)) return;
  await inTenant(tenantId, async (tx) => {
    await lockLicense(tx, tenantId);
    const order = await findOrder(tx, tenantId, orderId);
    if (order?.state !== "awaiting_card") return;
    if (session.status === "expired") return closeOrder(tx, ctx, order, "cancelled", "checkout_expired");
    if (session.status !== "complete" || !session.paymentMethodId) return;
    await updateOrder(tx, order, { state: "executing" });
    const { paymentMethodId } = session;
    await enqueueMessage(
      tx,
      ctx,
      tenantId,
      "stripe.customer.use_card",
      { orderId, paymentMethodId },
      "worker",
    );
  });
}
