import { eq } from "drizzle-orm";
import { paymentAccounts } from "@/drizzle/schema";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { getCharge } from "@/lib/features/license/charges/queries";
import { findOrder } from "@/lib/features/license/lifecycle/queries";
import { setDefaultPaymentMethod } from "@/lib/stripe/customers";
import { closeOrder } from "./close-order";
import { completeUncharged } from "./complete-uncharged";
import { readOrderFacts } from "./read-order-facts";

/** Makes the card from Checkout the customer's default, then goes on to the invoice. */
export const stripeUseCard = handler("stripe.customer.use_card", {
  prepare: readOrderFacts,
  async execute({ paymentMethodId }, message, _ctx, { customerId, timeZone }) {
    await setDefaultPaymentMethod(customerId, paymentMethodId, message.id);
    return { timeZone };
  },
  async settle(tx, ctx, message, { orderId }, { timeZone }) {
    await tx
      .update(paymentAccounts)
      .set({ hasPaymentMethod: true })
      .where(eq(paymentAccounts.tenantId, message.tenantId));
    const order = await findOrder(tx, message.tenantId, orderId);
    if (!order || order.closedAt) return;
    const charge = await getCharge(tx, message.tenantId, order.chargeId);
    // Nothing is charged now: the card was all that it needed.
    if (charge.promise.lines.length === 0) return completeUncharged(tx, ctx, order, charge, timeZone);
    await enqueueMessage(tx, ctx, message.tenantId, "stripe.order.invoice", { orderId }, "worker");
  },
  async refuse(tx, ctx, message, { orderId }, reason) {
    const order = await findOrder(tx, message.tenantId, orderId);
    if (order) await closeOrder(tx, ctx, order, "failed", reason);
  },
});
