import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../../testing/harness";
import { customerWith } from "../../testing/shop";
import { submit, visit } from "../../testing/visitor";

let harness: Harness;
let customer: Stripe.Customer;
let subscription: Stripe.Subscription;
const page = (path: string, language = "en") =>
  visit(`${harness.sandbox.url}/dashboard${path}`, { "Accept-Language": language });

beforeAll(async () => {
  harness = await startHarness();
  const { stripe } = harness;
  customer = await stripe.customers.create({ name: "Harbour <Goods>" });
  const product = await stripe.products.create({ name: "Business" });
  subscription = await stripe.subscriptions.create({
    customer: customer.id,
    payment_behavior: "default_incomplete",
    items: [
      {
        price_data: {
          currency: "jpy",
          product: product.id,
          unit_amount: 30000,
          recurring: { interval: "month" },
        },
      },
    ],
  });
  await harness.sandbox.settled();
});
afterAll(() => harness.close());

test("the deep links of a customer, subscription and invoice lead to their pages, which link to each other", async () => {
  const invoice = subscription.latest_invoice as string;
  const customerPage = await page(`/customers/${customer.id}`);
  expect(customerPage.status).toBe(200);
  expect(customerPage.html).toContain("Harbour &lt;Goods&gt;");
  expect(customerPage.html).toContain(`/dashboard/subscriptions/${subscription.id}`);
  expect(customerPage.html).toContain(`/dashboard/invoices/${invoice}`);
  const subscriptionPage = await page(`/subscriptions/${subscription.id}`);
  expect(subscriptionPage.html).toContain(`/dashboard/customers/${customer.id}`);
  expect(subscriptionPage.html).toContain("Business");
  const invoicePage = await page(`/invoices/${invoice}`, "ja");
  expect(invoicePage.html).toContain(`/dashboard/subscriptions/${subscription.id}`);
  expect(invoicePage.html).toContain("¥30,000");
  expect(invoicePage.html).toContain("請求書を無効にする");
});

test("the lists link to their objects", async () => {
  expect((await page("/customers")).html).toContain(`/dashboard/customers/${customer.id}`);
  expect((await page("/subscriptions")).html).toContain(`/dashboard/subscriptions/${subscription.id}`);
  expect((await page("/invoices")).html).toContain(`/dashboard/invoices/${subscription.latest_invoice}`);
});

test("events are listed with the state of their deliveries, by type and in pages", async () => {
  const all = await page("/events");
  expect(all.html).toContain("customer.subscription.created");
  expect(all.html).toContain("Delivered");
  const told = /href="\/dashboard(\/events\/evt_[^"]+)"/.exec(all.html)?.[1] ?? "";
  expect((await page(told)).html).toContain("api_version");
  const some = await page("/events?type=customer.created");
  expect(some.html).toContain("Only customer.created");
  expect(some.html).not.toContain("customer.subscription.created");
  for (let count = 0; count < 60; count += 1)
    await harness.stripe.customers.update(customer.id, { description: `change ${count}` });
  const older =
    /href="(\/dashboard\/events\?[^"]*before=[^"]*)"/.exec((await page("/events")).html)?.[1] ?? "";
  const second = await visit(harness.sandbox.url + older.replaceAll("&amp;", "&"));
  expect(second.html).toContain("customer.subscription.created");
});

test("the overview shows the clock and the failures that are switched on", async () => {
  expect((await page("")).html).toContain("None is on.");
  await harness.control("/failures", { kind: "decline", times: 2, match: { path: "/v1/invoices" } });
  const overview = await page("");
  expect(overview.html).toContain("decline");
  expect(overview.html).toContain("/v1/invoices");
  expect(overview.html).toContain(String(new Date().getUTCFullYear()));
  harness.sandbox.failures.clear();
});

test("an open invoice can be voided, once", async () => {
  const id = subscription.latest_invoice as string;
  await harness.newTypes();
  for (let count = 0; count < 2; count += 1) {
    const answer = await submit(`${harness.sandbox.url}/dashboard/invoices/${id}`, { do: "void" });
    expect(answer.status).toBe(303);
  }
  expect((await harness.stripe.invoices.retrieve(id)).status).toBe("void");
  expect((await harness.newTypes()).filter((type) => type === "invoice.voided")).toHaveLength(1);
  expect((await page(`/invoices/${id}`)).html).not.toContain("Void invoice");
});

test("an invoice is refunded, credited and marked as paid, and refusals are shown", async () => {
  const { stripe } = harness;
  const { id: payer } = await customerWith(stripe);
  const opened = async () => {
    const { id } = await stripe.invoices.create({ customer: payer, currency: "jpy" });
    await stripe.invoices.addLines(id, { lines: [{ amount: 1000, description: "Training" }] });
    return (await stripe.invoices.finalizeInvoice(id)).id;
  };
  const act = (id: string, form: Record<string, string>) =>
    submit(`${harness.sandbox.url}/dashboard/invoices/${id}`, form);
  const paid = await opened();
  await stripe.invoices.pay(paid);
  expect((await act(paid, { do: "refund", amount: "300" })).status).toBe(303);
  const tooMuch = await act(paid, { do: "refund", amount: "701" });
  expect(tooMuch.status).toBe(200);
  expect(tooMuch.html).toContain("greater than unrefunded amount");
  await act(paid, { do: "credit", amount: "700" });
  const [charge] = (await stripe.charges.list({ customer: payer })).data;
  expect(charge).toMatchObject({ amount_refunded: 1000, refunded: true });
  expect((await page(`/invoices/${paid}`, "ja")).html).toContain("クレジットノート");
  const transferred = await opened();
  await act(transferred, { do: "mark_paid" });
  expect((await stripe.invoices.retrieve(transferred)).status).toBe("paid");
  const lost = await opened();
  await act(lost, { do: "mark_uncollectible" });
  expect((await stripe.invoices.retrieve(lost)).status).toBe("uncollectible");
});

test("unknown objects and pages are not found, in the reader's language", async () => {
  for (const path of [
    "/customers/cus_none",
    "/subscriptions/sub_none",
    "/invoices/in_none",
    "/events/evt_none",
    "/nowhere",
  ]) {
    const answer = await page(path, "ja");
    expect(answer.status).toBe(404);
    expect(answer.html).toContain("見つかりません");
  }
});
