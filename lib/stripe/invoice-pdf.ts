import { env } from "@/lib/env";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";

export type InvoicePdf = { bytes: ArrayBuffer; contentType: string };

/** The invoice as Stripe prints it, or null for a draft, which has no print. Its address is asked for each time: it ends. */
export async function downloadInvoicePdf(invoiceId: string): Promise<InvoicePdf | null> {
  const { invoice_pdf: address } = await callStripe((stripe) => stripe.invoices.retrieve(invoiceId));
  if (!address) return null;
  return callStripe(() => fetchPdf(invoiceId, address));
}

/** Within the breaker and the deadline, like every call: files come from another of Stripe's servers, which may be away too. */
async function fetchPdf(invoiceId: string, address: string): Promise<InvoicePdf> {
  const silence = (error: unknown) =>
    new OutsideUnreachable(`the print of invoice ${invoiceId} did not come: ${String(error)}`);
  let printed: Response;
  try {
    printed = await fetch(address, { signal: AbortSignal.timeout(env().STRIPE_TIMEOUT_MS) });
  } catch (error) {
    throw silence(error);
  }
  if (printed.status >= 500) throw silence(`status ${printed.status}`);
  if (!printed.ok) throw new OutsideRefused("not_found", `Stripe answers ${printed.status} for the print`);
  try {
    const contentType = printed.headers.get("content-type") ?? "application/pdf";
    return { bytes: await printed.arrayBuffer(), contentType };
  } catch (error) {
    throw silence(error);
  }
}
