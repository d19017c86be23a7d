import type Stripe from "stripe";

export type Plan = { price: Stripe.Price; product: Stripe.Product };

/** A product with one recurring price; in yen a month by default. */
export async function sell(
  stripe: Stripe,
  name: string,
  unitAmount: number,
  interval: "month" | "year" = "month",
  currency = "jpy",
): Promise<Plan> {
  const product = await stripe.products.create({ name });
  const price = await stripe.prices.create({
    currency,
    unit_amount: unitAmount,
    product: product.id,
    recurring: { interval },
  });
  return { product, price };
}

/** A customer whose default card is one of Stripe's test cards. */
export async function customerWith(
  stripe: Stripe,
  card = "pm_card_visa",
  extra: Stripe.CustomerCreateParams = {},
): Promise<Stripe.Customer> {
  const customer = await stripe.customers.create({ email: "payer@example.com", name: "Payer", ...extra });
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
  return stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
}

/** The one item of a subscription. */
export function itemOf(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const item = subscription.items.data[0];
  if (!item) throw new Error("the subscription has no items");
  return item;
}

/** Its newest invoice, which the caller has expanded. */
export function invoiceOf(subscription: Stripe.Subscription): Stripe.Invoice {
  const invoice = subscription.latest_invoice;
  if (!invoice || typeof invoice === "string") throw new Error("latest_invoice is not expanded");
  return invoice;
}

export const amounts = (invoice: Stripe.Invoice): number[] => invoice.lines.data.map((line) => line.amount);
export const texts = (invoice: Stripe.Invoice): (string | null)[] =>
  invoice.lines.data.map((line) => line.description);
