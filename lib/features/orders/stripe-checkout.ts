import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { publicUrl } from "@/lib/env";
import { createSetupSession, expireCheckoutSession } from "@/lib/stripe/checkout";
import { findOrder } from "../license/queries";
import { operation } from "../outbox/operation";
import { closeOrder, updateOrder } from "./close";
import { readOrderForStripe } from "./read-order";
import { orderOperations } from "./steps";

/** Opens the Checkout page on which the payer leaves a card. */
export const stripeCheckoutCreate = operation({
  name: orderOperations.askForCard,
  parameters: z.object({ orderId: z.string(), locale: z.enum(["en", "ja"]) }),
  async execute({ orderId, locale }, effect) {
    const { order, customerId } = await readOrderForStripe(effect, orderId);
    const [tenant] = await acrossTenants((tx) =>
      tx.select().from(tenants).where(eq(tenants.id, effect.tenantId)),
    );
    invariant(tenant, "an order's tenant exists");
    const back = `${publicUrl()}/t/${tenant.slug}/billing`;
    return createSetupSession(
      {
        customerId,
        currency: order.promised.currency,
        tenantId: effect.tenantId,
        orderId,
        locale,
        successUrl: `${back}?from=checkout`,
        cancelUrl: `${back}?from=checkout-closed`,
      },
      effect.id,
    );
  },
  async settle(tx, _ctx, effect, { orderId }, session) {
    const order = await findOrder(tx, effect.tenantId, orderId as Id<"order">);
    if (order)
      await updateOrder(tx, order, { stripeCheckoutSessionId: session.id, checkoutUrl: session.url });
  },
  async refuse(tx, ctx, effect, { orderId }, reason) {
    const order = await findOrder(tx, effect.tenantId, orderId as Id<"order">);
    if (order) await closeOrder(tx, ctx, order, "failed", reason);
  },
});

/** Closes the Checkout page of an order that was given up. */
export const stripeCheckoutExpire = operation({
  name: orderOperations.closeCheckout,
  parameters: z.object({ sessionId: z.string() }),
  execute: ({ sessionId }, effect) => expireCheckoutSession(sessionId, effect.id),
  async settle() {},
  async refuse() {},
});
