import type Stripe from "stripe";
import { callStripe } from "./call-stripe";

/** A draft with all of its lines: Stripe shows ten of them on the invoice itself. */
export async function readDraft(id: string): Promise<Stripe.Invoice> {
  return callStripe(async (stripe) => {
    const draft = await stripe.invoices.retrieve(id, { expand: ["discounts.source.coupon"] });
    if (!draft.lines.has_more) return draft;
    const lines: Stripe.InvoiceLineItem[] = [];
    for await (const line of stripe.invoices.listLineItems(id, { limit: 100 })) lines.push(line);
    return { ...draft, lines: { ...draft.lines, data: lines } };
  });
}
