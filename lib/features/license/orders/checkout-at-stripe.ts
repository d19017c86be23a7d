import { publicUrl } from "@/lib/env";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { findOrder } from "@/lib/features/license/lifecycle/queries";
import { createSetupSession, expireCheckoutSession } from "@/lib/stripe/checkout";
import { checkoutNote } from "./checkout-note";
import { closeOrder, updateOrder } from "./close-order";
import { readOrderFacts } from "./read-order-facts";
import { returnFromOrder } from "./return-from-order";

/** Opens the Checkout page on which the payer leaves a card. */
export const stripeCheckoutCreate = handler("stripe.checkout.create", {
  async prepare(tx, message, parameters) {
    const facts = await readOrderFacts(tx, message, parameters);
    return { ...facts, plan: (await getPlanVersion(tx, facts.order.planVersionId)).definition };
  },
  async execute({ orderId, locale }, message, _ctx, { order, charge, customerId, tenant, plan }) {
    const back = order.checkoutId
      ? `${publicUrl()}/checkout/${order.checkoutId}`
      : `${publicUrl()}/t/${tenant.slug}/billing`;
    const pages = { successUrl: `${back}?from=checkout`, cancelUrl: `${back}?from=checkout-closed` };
    const away = order.returnUrl === null ? null : returnFromOrder(order.returnUrl, orderId);
    return createSetupSession(
      {
        customerId,
        currency: charge.currency,
        tenantId: message.tenantId,
        orderId,
        locale,
        note: checkoutNote(charge.promise, plan.name[locale], locale),
        ...(away === null ? pages : { successUrl: away, cancelUrl: away }),
      },
      message.id,
    );
  },
  async settle(tx, _ctx, message, { orderId }, session) {
    const order = await findOrder(tx, message.tenantId, orderId);
    if (order)
      await updateOrder(tx, order, { stripeCheckoutSessionId: session.id, checkoutUrl: session.url });
  },
  async refuse(tx, ctx, message, { orderId }, reason) {
    const order = await findOrder(tx, message.tenantId, orderId);
    if (order) await closeOrder(tx, ctx, order, "failed", reason);
  },
});

/** Closes the Checkout page of an order that was given up. */
export const stripeCheckoutExpire = handler("stripe.checkout.expire", {
  execute: ({ sessionId }, message) => expireCheckoutSession(sessionId, message.id),
  async settle() {},
  async refuse() {},
});
