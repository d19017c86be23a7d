import { eq } from "drizzle-orm";
import { z } from "zod";
import { paymentAccounts } from "@/drizzle/schema";
import type { Id } from "@/lib/domain/ids";
import { toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { setDefaultPaymentMethod } from "@/lib/stripe/customers";
import { findOrder } from "../license/queries";
import { operation } from "../outbox/operation";
import { closeOrder } from "./close";
import { readOrderForStripe } from "./read-order";
import { orderOperations, startSubscription } from "./steps";

/** Makes the card from Checkout the customer's default, then goes on to the subscription. */
export const stripeUseCard = operation({
  name: orderOperations.useCard,
  parameters: z.object({ orderId: z.string(), paymentMethodId: z.string() }),
  async execute({ orderId, paymentMethodId }, effect) {
    const { customerId } = await readOrderForStripe(effect, orderId);
    await setDefaultPaymentMethod(customerId, paymentMethodId, effect.id);
  },
  async settle(tx, ctx, effect, { orderId }) {
    await tx
      .update(paymentAccounts)
      .set({ hasPaymentMethod: true })
      .where(eq(paymentAccounts.tenantId, effect.tenantId));
    const order = await findOrder(tx, effect.tenantId, orderId as Id<"order">);
    if (!order || order.closedAt) return;
    // The card came too late for the price that was shown: it is shown again before anything is charged.
    if (toUnixSeconds(ctx.now) >= toUnixSeconds(new Date(order.promised.validUntil)))
      return closeOrder(tx, ctx, order, "stale", "price_expired");
    await startSubscription(tx, ctx, order, "worker");
  },
  async refuse(tx, ctx, effect, { orderId }, reason) {
    const order = await findOrder(tx, effect.tenantId, orderId as Id<"order">);
    if (order) await closeOrder(tx, ctx, order, "failed", reason);
  },
});
