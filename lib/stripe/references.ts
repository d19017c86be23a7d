import { callStripe } from "./call-stripe";

/** The id of the object that a field refers to, expanded or not. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}

/** The number of the invoice that a payment intent pays, or null. */
export async function invoiceOfIntent(intent: string | null): Promise<string | null> {
  if (!intent) return null;
  const list = await callStripe((stripe) =>
    stripe.invoicePayments.list({
      payment: { type: "payment_intent", payment_intent: intent },
      limit: 1,
      expand: ["data.invoice"],
    }),
  );
  const invoice = list.data[0]?.invoice;
  return invoice && typeof invoice === "object" && !invoice.deleted ? invoice.number : null;
}
