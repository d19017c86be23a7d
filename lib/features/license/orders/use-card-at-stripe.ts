import { eq } from "drizzle-orm";
import { paymentAccounts } from "@/drizzle/schema";
import { toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { findOrder } from "@/lib/features/license/lifecycle/queries";
import { setDefaultPaymentMethod } from "@/lib/stripe/customers";
import { closeOrder } from "./close-order";
import { startSubscription } from "./order-steps";
import { readOrderForStripe } from "./read-order-for-stripe";

/** Makes the card from Checkout the customer's default, then goes on to the subscription. */
export const stripeUseCard = handler("stripe.customer.use_card", {
  prepare: readOrderForStripe,
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
    // The card came too late for the price that was shown: it is shown again before anything is charged.
    if (toUnixSeconds(ctx.now) >= toUnixSeconds(new Date(order.promised.validUntil)))
      return closeOrder(tx, ctx, order, "stale", "price_expired");
    await startSubscription(tx, ctx, order, "worker");
  },
  async refuse(tx, ctx, message, { orderId }, reason) {
    const order = await findOrder(tx, message.tenantId, orderId);
    if (order) await closeOrder(tx, ctx, order, "failed", reason);
  },
});
