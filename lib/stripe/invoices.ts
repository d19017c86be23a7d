import type Stripe from "stripe";
import { callStripe } from "./call-stripe";

/** What Choba needs to know about an invoice's payment. */
export type InvoiceSnapshot = {
  id: string;
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  hostedUrl: string | null;
  /** Minor units as text. */
  amountDueMinor: string;
  /** Why an open invoice is not paid yet. */
  waitsFor: "nothing" | "payment" | "authentication";
  /** Stripe's code of the last failed attempt. */
  failure: string | null;
};

export async function readInvoice(id: string): Promise<InvoiceSnapshot> {
  const invoice = await callStripe((stripe) =>
    stripe.invoices.retrieve(id, { expand: ["payments.data.payment.payment_intent"] }),
  );
  const intent = newestIntent(invoice);
  const open = invoice.status === "open";
  return {
    id,
    status: (invoice.status ?? "draft") as InvoiceSnapshot["status"],
    hostedUrl: invoice.hosted_invoice_url ?? null,
    amountDueMinor: String(invoice.amount_due),
    waitsFor: !open ? "nothing" : intent?.status === "requires_action" ? "authentication" : "payment",
    failure: intent?.last_payment_error?.decline_code ?? intent?.last_payment_error?.code ?? null,
  };
}

/** Voids an open invoice. If a pending update waits for its payment, voiding drops the update too. */
export async function voidInvoice(id: string, key: string): Promise<void> {
  const invoice = await readInvoice(id);
  if (invoice.status === "void") return;
  await callStripe((stripe) => stripe.invoices.voidInvoice(id, {}, { idempotencyKey: key }));
}

function newestIntent(invoice: Stripe.Invoice): Stripe.PaymentIntent | null {
  for (const { payment } of invoice.payments?.data ?? [])
    if (payment.payment_intent && typeof payment.payment_intent === "object") return payment.payment_intent;
  return null;
}
