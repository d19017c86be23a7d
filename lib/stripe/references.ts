import type Stripe from "stripe";
import { callStripe } from "./call-stripe";

/** The id of the object that a field refers to, expanded or not. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}

/** The number of the invoice that a payment intent pays, or null. */
export const invoiceOfIntent = async (intent: string | null): Promise<string | null> =>
  (await paidBy(intent))?.number ?? null;

/** Its id, or null. */
export const invoiceIdOfIntent = async (intent: string | null): Promise<string | null> =>
  (await paidBy(intent))?.id ?? null;

async function paidBy(intent: string | null): Promise<Stripe.Invoice | null> {
  if (!intent) return null;
  const list = await callStripe((stripe) =>
    stripe.invoicePayments.list({
      payment: { type: "payment_intent", payment_intent: intent },
      limit: 1,
      expand: ["data.invoice"],
    }),
  );
  const invoice = list.data[0]?.invoice;
  return invoice && typeof invoice === "object" && !invoice.deleted ? invoice : null;
}
