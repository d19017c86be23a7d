import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { findOpenOrder, lockLicense } from "../license/queries";
import { enqueueEffect } from "../outbox/enqueue";
import { executeEffect } from "../outbox/execute";
import { command } from "../shared/command";
import { closeOrder } from "./close";
import { orderOperations } from "./steps";

/**
 * Gives up an order that still waits for the payer. A Checkout page is closed; an unpaid invoice is voided, and with it
 * goes the change that waited for it. An order that Stripe is just being told of cannot be given up.
 */
export const discardOrder = command({
  action: "license.change",
  locks: true,
  input: z.strictObject({ orderId: z.string().max(60) }),
  async run({ ctx, input, tx, tenantId, audit }) {
    await lockLicense(tx, tenantId);
    const order = await findOpenOrder(tx, tenantId);
    if (!order || order.id !== input.orderId) throw new Refused("nothing_pending");
    await audit({ action: "order.discard", before: { orderId: order.id, state: order.state } });
    if (order.state === "awaiting_card") {
      await closeOrder(tx, ctx, order, "cancelled", "discarded");
      const sessionId = order.stripeCheckoutSessionId;
      return sessionId
        ? enqueueEffect(tx, ctx, tenantId, orderOperations.closeCheckout, { sessionId })
        : null;
    }
    if (order.state !== "awaiting_payment" || !order.stripeInvoiceId) throw new Refused("change_pending");
    // The order is closed when Stripe says that the invoice is void: until then it could still be paid.
    return enqueueEffect(tx, ctx, tenantId, orderOperations.voidInvoice, {
      orderId: order.id,
      invoiceId: order.stripeInvoiceId,
      subscriptionId: order.stripeSubscriptionId ?? "",
    });
  },
  async afterCommit(ctx, _tenantId, effect) {
    if (!effect) return { confirmed: true };
    return { confirmed: (await executeEffect(ctx, effect)).state === "done" };
  },
});
