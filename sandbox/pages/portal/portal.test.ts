import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Harness, startHarness } from "../../testing/harness";
import { submit, typedCard, visit } from "../../testing/visitor";

let harness: Harness;
let customer: string;
let firstCard: string;
const RETURN = "http://127.0.0.1:9/billing";

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

beforeEach(async () => {
  const { stripe } = harness;
  customer = (await stripe.customers.create({ name: "Harbour Goods", email: "old@harbour.example" })).id;
  firstCard = (await stripe.paymentMethods.attach("pm_card_visa", { customer })).id;
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: firstCard } });
  await harness.newTypes();
});

type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features;

const EVERYTHING: Features = {
  customer_update: { enabled: true, allowed_updates: ["name", "email", "phone", "address"] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true },
};

async function open(
  features: Features = EVERYTHING,
  more: Partial<Stripe.BillingPortal.SessionCreateParams> = {},
): Promise<string> {
  const configuration = await harness.stripe.billingPortal.configurations.create({ features });
  const session = await harness.stripe.billingPortal.sessions.create({
    customer,
    configuration: configuration.id,
    return_url: RETURN,
    ...more,
  });
  await harness.newTypes();
  return session.url;
}

async function subscribe(): Promise<Stripe.Subscription> {
  const product = await harness.stripe.products.create({ name: "Business" });
  const price = {
    currency: "jpy",
    product: product.id,
    unit_amount: 30000,
    recurring: { interval: "month" },
  } as const;
  return harness.stripe.subscriptions.create({ customer, items: [{ price_data: price }] });
}

const methods = async () => (await harness.stripe.customers.listPaymentMethods(customer)).data;
const current = async () => (await harness.stripe.customers.retrieve(customer)) as Stripe.Customer;

test("an added card becomes the default, and customer.updated is emitted", async () => {
  const url = await open();
  const answer = await submit(`${url}?view=card`, { do: "save_card", ...typedCard("5555555555554444") });
  expect(answer.status).toBe(303);
  expect((await visit(`${harness.sandbox.url}${answer.location}`)).html).toContain("The card is saved.");
  expect(await harness.newTypes()).toEqual(
    expect.arrayContaining(["payment_method.attached", "customer.updated"]),
  );
  const [newest] = await methods();
  expect(newest?.card?.last4).toBe("4444");
  expect((await current()).invoice_settings.default_payment_method).toBe(newest?.id);
});

test("a refused card is reported and not added", async () => {
  const url = await open();
  const declined = await submit(`${url}?view=card`, { do: "save_card", fill: "4000 0000 0000 0002" });
  expect(declined.status).toBe(422);
  expect(declined.html).toContain("Your card was declined.");
  const wrong = await submit(`${url}?view=card`, { do: "save_card", number: "1", expiry: "", cvc: "" });
  expect(wrong.html).toContain('id="number-error"');
  expect(await methods()).toHaveLength(1);
});

test("another card can be made the default, and the old one removed", async () => {
  const second = await harness.stripe.paymentMethods.attach("pm_card_mastercard", { customer });
  const url = await open();
  await submit(url, { do: "make_default", method: second.id });
  expect((await current()).invoice_settings.default_payment_method).toBe(second.id);
  await submit(url, { do: "remove", method: firstCard });
  expect((await methods()).map(({ id }) => id)).toEqual([second.id]);
  const again = await submit(url, { do: "remove", method: firstCard });
  expect(again.status).toBe(303);
  expect(await harness.newTypes()).toEqual(
    expect.arrayContaining(["customer.updated", "payment_method.detached"]),
  );
});

test("the default card stays while a subscription runs", async () => {
  await subscribe();
  const url = await open();
  expect((await visit(url)).html).not.toContain('value="remove"');
  const answer = await submit(url, { do: "remove", method: firstCard });
  expect(answer.status).toBe(422);
  expect(await methods()).toHaveLength(1);
});

test("another customer's card cannot be changed", async () => {
  const other = await harness.stripe.customers.create({ name: "Other" });
  const foreign = await harness.stripe.paymentMethods.attach("pm_card_visa", { customer: other.id });
  const url = await open();
  expect((await submit(url, { do: "make_default", method: foreign.id })).status).toBe(422);
  await submit(url, { do: "remove", method: foreign.id });
  expect((await harness.stripe.paymentMethods.retrieve(foreign.id)).customer).toBe(other.id);
});

test("billing information is changed as typed, and customer.updated is emitted", async () => {
  const url = await open();
  const answer = await submit(`${url}?view=details`, {
    do: "save_details",
    name: "みなと商店",
    email: "new@harbour.example",
    phone: "",
    country: "jp",
    postal_code: "100-0001",
    state: "東京都",
    city: "千代田区",
    line1: "1-1",
    line2: "",
  });
  expect(answer.status).toBe(303);
  expect(await current()).toMatchObject({
    name: "みなと商店",
    email: "new@harbour.example",
    phone: null,
    address: {
      country: "JP",
      postal_code: "100-0001",
      state: "東京都",
      city: "千代田区",
      line1: "1-1",
      line2: null,
    },
  });
  expect(await harness.newTypes()).toContain("customer.updated");
});

test("wrong billing information is reported at its fields and changes nothing", async () => {
  const url = await open();
  const answer = await submit(`${url}?view=details`, {
    do: "save_details",
    email: "nowhere",
    country: "Japan",
  });
  expect(answer.status).toBe(422);
  for (const id of ["email-error", "country-error"]) expect(answer.html).toContain(`id="${id}"`);
  expect((await current()).email).toBe("old@harbour.example");
});

test("what the configuration does not allow is neither shown nor executed", async () => {
  const subscription = await subscribe();
  const url = await open({ customer_update: { enabled: true, allowed_updates: ["email"] } });
  const page = await visit(url);
  for (const name of ["Add payment method", "Make default", "Cancel subscription", "Invoices"])
    expect(page.html).not.toContain(name);
  await submit(url, { do: "save_card", ...typedCard("4242424242424242") });
  await submit(url, { do: "remove", method: firstCard });
  await submit(url, { do: "cancel", subscription: subscription.id });
  await submit(`${url}?view=details`, { do: "save_details", email: "new@harbour.example", name: "Changed" });
  expect((await methods()).map(({ id }) => id)).toEqual([firstCard]);
  expect((await harness.stripe.subscriptions.retrieve(subscription.id)).cancel_at).toBeNull();
  expect(await current()).toMatchObject({ email: "new@harbour.example", name: "Harbour Goods" });
});

test("a subscription is cancelled at its period's end, and resumed", async () => {
  const subscription = await subscribe();
  const url = await open();
  expect((await visit(url)).html).toContain("Business, ¥30,000 / month");
  expect((await visit(`${url}?view=cancel&subscription=${subscription.id}`)).html).toContain(
    "It stays in force until",
  );
  await submit(url, { do: "cancel", subscription: subscription.id });
  const cancelled = await harness.stripe.subscriptions.retrieve(subscription.id);
  expect(cancelled.cancel_at).toBe(cancelled.items.data[0]?.current_period_end);
  expect((await visit(url)).html).toContain("Resume subscription");
  await submit(url, { do: "resume", subscription: subscription.id });
  expect((await harness.stripe.subscriptions.retrieve(subscription.id)).cancel_at).toBeNull();
});

test("invoices are listed with links to their pages, and the link back is shown", async () => {
  const subscription = await subscribe();
  const page = await visit(await open());
  expect(page.html).toContain(`href="/invoice/${subscription.latest_invoice}/now?lang=en"`);
  expect(page.html).toContain(`<a href="${RETURN}">← Return to `);
});

test("a payment method flow shows only the card form and ends at its return address", async () => {
  const url = await open(EVERYTHING, {
    flow_data: {
      type: "payment_method_update",
      after_completion: { type: "redirect", redirect: { return_url: `${RETURN}?done=1` } },
    },
  });
  const page = await visit(url);
  expect(page.html).toContain("Card number");
  expect(page.html).not.toContain("Billing information");
  expect(page.headers.get("Content-Security-Policy")).toContain(
    `form-action 'self' ${new URL(RETURN).origin}`,
  );
  const answer = await submit(url, { do: "save_card", ...typedCard("4242424242424242") });
  expect(answer.location).toBe(`${RETURN}?done=1`);
});

test("a customer update flow opens the form of the billing information", async () => {
  const url = await open(EVERYTHING, { locale: "ja", flow_data: { type: "customer_update" } });
  expect((await visit(url)).html).toContain("請求先情報を保存");
  const answer = await submit(url, { do: "save_details", name: "New name", email: "", phone: "" });
  expect((await visit(`${harness.sandbox.url}${answer.location}`)).html).toContain(
    "請求先情報を保存しました。",
  );
});

test("an unknown session is not found", async () => {
  expect((await visit(`${harness.sandbox.url}/portal/bps_none`)).status).toBe(404);
});
