import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findOpenOrder, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { closeOrder } from "./close-order";

/**
 * Gives up an order that still waits for the payer. A Checkout page is closed; an unpaid invoice is voided. An order that Stripe is just being told of cannot be given up.
 */
export const discardOrder = useCase(tenant("license.change", { locks: true }), {
  input: z.strictObject({ orderId: id("order") }),
  async write({ ctx, input, tx, tenantId, audit }) {
    await lockLicense(tx, tenantId);
    const order = await findOpenOrder(tx, tenantId);
    if (!order || order.id !== input.orderId) throw new Refused("nothing_pending");
    await audit({ action: "order.discard", before: { orderId: order.id, state: order.state } });
    if (order.state === "awaiting_card") {
      await closeOrder(tx, ctx, order, "cancelled", "discarded");
      const sessionId = order.stripeCheckoutSessionId;
      return sessionId ? enqueueMessage(tx, ctx, tenantId, "stripe.checkout.expire", { sessionId }) : null;
    }
    if (order.state !== "awaiting_payment") throw new Refused("change_pending");
    // The order is closed when Stripe says that the invoice is void: until then it could still be paid.
    return enqueueMessage(tx, ctx, tenantId, "stripe.invoice.void", { orderId: order.id });
  },
  async afterCommit({ ctx }, message) {
    if (!message) return { confirmed: true };
    return { confirmed: (await processMessage(ctx, message)).state === "done" };
  },
});
