import { callStripe } from "./call-stripe";

/** The card that invoices are charged to, as people know it. */
export type DefaultCard = { brand: string; last4: string };

/** A customer's default card; null if there is none, or if what is charged is no card. */
export async function readDefaultCard(customerId: string): Promise<DefaultCard | null> {
  const customer = await callStripe((stripe) =>
    stripe.customers.retrieve(customerId, { expand: ["invoice_settings.default_payment_method"] }),
  );
  if (customer.deleted) return null;
  const method = customer.invoice_settings.default_payment_method;
  if (!method || typeof method === "string" || !method.card) return null;
  return { brand: method.card.display_brand ?? method.card.brand, last4: method.card.last4 };
}
