import { handler } from "@/lib/features/foundation/outbox/handler";
import { findOrder } from "@/lib/features/license/lifecycle/queries";
import { takeSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { closeOrder } from "@/lib/features/license/orders/close-order";
import { voidInvoice } from "@/lib/stripe/invoices";
import { cancelIfNeverPaid, readSubscription } from "@/lib/stripe/subscriptions";
import { applySubscription } from "./apply-subscription";

/** Voids the unpaid invoice of an order that was given up, and closes the order unless it was paid at the last moment. */
export const stripeInvoiceVoid = handler("stripe.invoice.void", {
  async execute({ invoiceId, subscriptionId }, message) {
    await voidInvoice(invoiceId, `${message.id}:1`);
    // A subscription that was never paid would wait for a new invoice; a running one only loses its pending change.
    await cancelIfNeverPaid(subscriptionId, `${message.id}:2`);
    const sequence = await takeSequenceNumber();
    return { sequence, snapshot: await readSubscription(subscriptionId) };
  },
  async settle(tx, ctx, message, { orderId }, { sequence, snapshot }) {
    await applySubscription(tx, ctx, message.tenantId, sequence, snapshot);
    const order = await findOrder(tx, message.tenantId, orderId);
    if (order) await closeOrder(tx, ctx, order, "cancelled", "discarded");
  },
  /** It was paid meanwhile: what Stripe says next decides. */
  async refuse() {},
});
