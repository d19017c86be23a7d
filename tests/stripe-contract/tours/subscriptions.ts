import type Stripe from "stripe";
import { customerWith, itemOf, sell } from "@/sandbox/testing/shop";
import { refused, type Tour } from "./tour";

const NEWEST = ["latest_invoice.payments.data.payment.payment_intent", "default_payment_method"];

export const subscriptions: Tour = async (stripe) => {
  const customer = (await customerWith(stripe)).id;
  const small = (await sell(stripe, "Small", 1000)).price.id;
  const large = (await sell(stripe, "Large", 5000)).price.id;
  const method = (await stripe.paymentMethods.list({ customer })).data[0]?.id ?? "";
  const subscription = await stripe.subscriptions.create({
    customer,
    items: [{ price: small, quantity: 2, metadata: { item: "1" } }],
    default_payment_method: method,
    description: "a license",
    metadata: { order: "1" },
    expand: [...NEWEST, "customer", "items.data.price.product"],
  });
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, price: large, quantity: 1 }],
    proration_behavior: "always_invoice",
    expand: NEWEST,
  });
  await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
  await stripe.subscriptions.retrieve(subscription.id, { expand: ["customer"] });
  await stripe.subscriptions.list({ customer, status: "all", price: large, expand: ["data.latest_invoice"] });
  await stripe.subscriptionItems.list({ subscription: subscription.id });
  await stripe.subscriptions.cancel(subscription.id, {
    cancellation_details: { comment: "moved away", feedback: "other" },
    prorate: true,
    invoice_now: true,
  });
  await refused(stripe.subscriptions.update(subscription.id, { items: [{ price: small }] }), 400);
};

/** Subscriptions in the states that a payment can leave them in. */
export const unpaid: Tour = async (stripe, { advanceTo }) => {
  const price = (await sell(stripe, "Unpaid", 1000)).price.id;
  const dearer = (await sell(stripe, "Dearer", 9000)).price.id;
  const subscribe = async (card: string, extra: Partial<Stripe.SubscriptionCreateParams> = {}) =>
    stripe.subscriptions.create({
      customer: (await customerWith(stripe, card)).id,
      items: [{ price }],
      expand: NEWEST,
      ...extra,
    });
  await subscribe("pm_card_chargeCustomerFail");
  await subscribe("pm_card_authenticationRequired");
  await subscribe("pm_card_visa", { payment_behavior: "default_incomplete" });
  await refused(subscribe("pm_card_chargeCustomerFail", { payment_behavior: "error_if_incomplete" }), 402);
  const later = await subscribe("pm_card_visa", { collection_method: "send_invoice", days_until_due: 30 });
  await stripe.invoices.sendInvoice((later.latest_invoice as Stripe.Invoice).id);

  const running = await subscribe("pm_card_visa");
  const customer = running.customer as string;
  const dead = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: dead.id } });
  const waiting = await stripe.subscriptions.update(running.id, {
    items: [{ id: itemOf(running).id, price: dearer, quantity: 1 }],
    proration_behavior: "always_invoice",
    expand: NEWEST,
  });
  await refused(stripe.invoices.pay((waiting.latest_invoice as Stripe.Invoice).id), 402);
  await advanceTo(itemOf(running).current_period_end + 2 * 3600);
  await stripe.subscriptions.list({ customer, status: "past_due", expand: ["data.latest_invoice"] });
  await advanceTo(itemOf(running).current_period_end + 45 * 86_400);
  await stripe.subscriptions.list({ status: "all", limit: 100 });
};
