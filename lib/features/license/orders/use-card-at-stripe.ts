import { eq } from "drizzle-orm";
import { paymentAccounts } from "@/drizzle/schema";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { findOrder } from "@/lib/features/license/lifecycle/queries";
import { setDefaultPaymentMethod } from "@/lib/stripe/customers";
import { closeOrder } from "./close-order";
import { readOrderFacts } from "./read-order-facts";

/** Makes the card from Checkout the customer's default, then goes on to the invoice. */
export const stripeUseCard = handler("stripe.customer.use_card", {
  prepare: readOrderFacts,
  async execute({ paymentMethodId }, message, _ctx, { customerId }) {
    await setDefaultPaymentMethod(customerId, paymentMethodId, message.id);
  },
  async settle(tx, ctx, message, { orderId }) {
    await tx
      .update(paymentAccounts)
      .set({ hasPaymentMethod: true })
      .where(eq(paymentAccounts.tenantId, message.tenantId));
    const order = await findOrder(tx, message.tenantId, orderId);
    if (!order || order.closedAt) return;
    await enqueueMessage(tx, ctx, message.tenantId, "stripe.order.invoice", { orderId }, "worker");
  },
  async refuse(tx, ctx, message, { orderId }, reason) {
    const order = await findOrder(tx, message.tenantId, orderId);
    if (order) await closeOrder(tx, ctx, order, "failed", reason);
  },
});
