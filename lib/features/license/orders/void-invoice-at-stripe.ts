import { handler } from "@/lib/features/foundation/outbox/handler";
import { readInvoice, voidInvoice } from "@/lib/stripe/invoices";
import { applyInvoiceToOrder } from "./apply-invoice";
import { readOrderFacts } from "./read-order-facts";

/** Voids the invoice of an order that waits for its payment. A payment that comes first wins. */
export const stripeInvoiceVoid = handler("stripe.invoice.void", {
  prepare: readOrderFacts,
  async execute(_parameters, message, _ctx, { charge }) {
    if (!charge.stripeInvoiceId) return null;
    const before = await readInvoice(charge.stripeInvoiceId);
    if (before.status === "open") await voidInvoice(before.id, message.id);
    return readInvoice(before.id);
  },
  async settle(tx, ctx, { tenantId }, { orderId }, invoice) {
    if (invoice) await applyInvoiceToOrder(tx, ctx, { tenantId, orderId }, invoice);
  },
  /** It was paid meanwhile: what Stripe says next decides. */
  async refuse() {},
});
