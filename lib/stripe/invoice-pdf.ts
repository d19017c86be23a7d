import { env } from "@/lib/env";
import { OutsideUnreachable } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";

export type InvoicePdf = { bytes: ArrayBuffer; contentType: string };

/** The invoice as Stripe prints it, or null for a draft, which has no print. Its address is asked for each time: it ends. */
export async function downloadInvoicePdf(invoiceId: string): Promise<InvoicePdf | null> {
  const { invoice_pdf: address } = await callStripe((stripe) => stripe.invoices.retrieve(invoiceId));
  if (!address) return null;
  try {
    const printed = await fetch(address, { signal: AbortSignal.timeout(env().STRIPE_TIMEOUT_MS) });
    if (!printed.ok) throw new Error(`status ${printed.status}`);
    const contentType = printed.headers.get("content-type") ?? "application/pdf";
    return { bytes: await printed.arrayBuffer(), contentType };
  } catch (error) {
    throw new OutsideUnreachable(`the print of invoice ${invoiceId} did not come: ${String(error)}`);
  }
}
