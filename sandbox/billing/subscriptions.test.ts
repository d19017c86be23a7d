import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { at, DAY } from "../testing/instants";
import { amounts, customerWith, invoiceOf, itemOf, sell, texts } from "../testing/shop";

const NOW = at("2026-09-16T12:00:00Z");
const ANCHOR = at("2026-10-01T12:00:00Z");
let h: Harness;
let stripe: Stripe;

beforeAll(async () => {
  h = await startHarness({ frozenNow: NOW });
  ({ stripe } = h);
});
afterAll(() => h?.close());

test("the first invoice of an anchored subscription is for a part of a month, and is paid", async () => {
  const { price } = await sell(stripe, "Starter", 3000);
  const customer = await customerWith(stripe);
  await h.newTypes();
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id, quantity: 2 }],
    billing_cycle_anchor: ANCHOR,
    expand: ["latest_invoice.payments.data.payment.payment_intent"],
  });
  const invoice = invoiceOf(subscription);
  // 6000 × 15 of 30 days
  expect(amounts(invoice)).toEqual([3000]);
  expect(texts(invoice)).toEqual(["Remaining time on 2 × Starter after 16 Sep 2026"]);
  expect(invoice).toMatchObject({ status: "paid", amount_paid: 3000 });
  expect(subscription).toMatchObject({ status: "active", start_date: NOW, billing_cycle_anchor: ANCHOR });
  expect(itemOf(subscription)).toMatchObject({ current_period_start: NOW, current_period_end: ANCHOR });
  const intent = invoice.payments?.data[0]?.payment.payment_intent as Stripe.PaymentIntent;
  expect(intent).toMatchObject({ object: "payment_intent", status: "succeeded", amount: 3000 });
  expect(await h.newTypes()).toEqual(
    expect.arrayContaining([
      "customer.subscription.created",
      "invoice.created",
      "invoice.finalized",
      "invoice.paid",
      "invoice.payment_succeeded",
      "invoice_payment.paid",
      "payment_intent.succeeded",
      "charge.succeeded",
    ]),
  );
});

async function running(price: string, extra: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const customer = await customerWith(stripe);
  return stripe.subscriptions.create({ customer: customer.id, items: [{ price }], ...extra });
}

/** Changes the price at `date`, invoiced at once. */
async function upgrade(subscription: Stripe.Subscription, price: string, date: number) {
  const items = [{ id: itemOf(subscription).id, price, quantity: 1 }];
  const changed = await stripe.subscriptions.update(subscription.id, {
    items,
    proration_behavior: "always_invoice",
    proration_date: date,
    expand: ["latest_invoice"],
  });
  return { changed, invoice: invoiceOf(changed) };
}

test("Stripe's worked example: −667 / +333 with two thirds of the period left", async () => {
  const ten = await sell(stripe, "Ten", 1000, "month", "usd");
  const five = await sell(stripe, "Five", 500, "month", "usd");
  const subscription = await running(ten.price.id);
  const { invoice, changed } = await upgrade(subscription, five.price.id, NOW + 10 * DAY);
  expect(amounts(invoice)).toEqual([-667, 333]);
  expect(texts(invoice)).toEqual([
    "Unused time on Ten after 26 Sep 2026",
    "Remaining time on Five after 26 Sep 2026",
  ]);
  expect(invoice).toMatchObject({
    total: -334,
    amount_due: 0,
    status: "paid",
    billing_reason: "subscription_update",
  });
  const customer = (await stripe.customers.retrieve(changed.customer as string)) as Stripe.Customer;
  expect(customer.balance).toBe(-334);
});

test("Stripe's other worked example: −166 / +541, with prices that give these amounts", async () => {
  const low = await sell(stripe, "Low", 400, "month", "usd");
  const high = await sell(stripe, "High", 1300, "month", "usd");
  const subscription = await running(low.price.id);
  const item = itemOf(subscription);
  const seconds = item.current_period_end - item.current_period_start;
  const left = Math.round(seconds * 0.416);
  const { invoice } = await upgrade(subscription, high.price.id, item.current_period_end - left);
  expect(amounts(invoice)).toEqual([-166, 541]);
  expect(invoice).toMatchObject({ status: "paid", amount_paid: 375 });
});

test("a change within a partial first month is prorated by the whole month around it", async () => {
  const low = await sell(stripe, "Half", 3000);
  const high = await sell(stripe, "Whole", 6000);
  const subscription = await running(low.price.id, { billing_cycle_anchor: ANCHOR });
  // Half of the 30-day month is left, so half of each price is prorated.
  const { invoice } = await upgrade(subscription, high.price.id, NOW);
  expect(amounts(invoice)).toEqual([-1500, 3000]);
  expect(invoice.lines.data[0]?.parent?.subscription_item_details).toMatchObject({
    proration: true,
    proration_details: { credited_items: { invoice: subscription.latest_invoice } },
  });
});

test("flexible billing credits what was debited, not what the item costs now", async () => {
  const cheap = await sell(stripe, "Cheap", 1000);
  const dear = await sell(stripe, "Dear", 9000);
  const subscription = await running(cheap.price.id);
  const item = itemOf(subscription);
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: item.id, price: dear.price.id }],
    proration_behavior: "none",
  });
  const half = (item.current_period_end + item.current_period_start) / 2;
  const { invoice } = await upgrade(subscription, cheap.price.id, half);
  expect(amounts(invoice)).toEqual([-500, 500]);
});

test("an item without id is added, and a new price without a quantity sets it to 1", async () => {
  const base = await sell(stripe, "Base", 1000);
  const addOn = await sell(stripe, "Add-on", 200);
  const other = await sell(stripe, "Other", 300);
  const subscription = await running(base.price.id, { items: [{ price: base.price.id, quantity: 5 }] });
  const added = await stripe.subscriptions.update(subscription.id, { items: [{ price: addOn.price.id }] });
  expect(added.items.data.map((item) => [item.price.id, item.quantity])).toEqual([
    [base.price.id, 5],
    [addOn.price.id, 1],
  ]);
  const swapped = await stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, price: other.price.id }],
  });
  expect(itemOf(swapped)).toMatchObject({ quantity: 1 });
  const pending = await stripe.invoiceItems.list({
    customer: subscription.customer as string,
    pending: true,
  });
  expect(pending.data.map((item) => item.amount).sort((a, b) => a - b)).toEqual([-5000, 200, 300]);
});

test("changing the interval keeps the billing date, unless it is moved to now", async () => {
  const monthly = await sell(stripe, "Monthly", 3000);
  const yearly = await sell(stripe, "Yearly", 30_000, "year");
  const subscription = await running(monthly.price.id);
  await h.advanceTo(NOW + 15 * DAY);
  const { changed, invoice } = await upgrade(subscription, yearly.price.id, NOW + 15 * DAY);
  // Half of the month is given back; of the year 350 of 365 days are left.
  expect(amounts(invoice)).toEqual([-1500, 28_767]);
  expect(texts(invoice)[1]).toMatch(/^Remaining time on Yearly/);
  const year = { current_period_start: NOW, current_period_end: at("2027-09-16T12:00:00Z") };
  expect(itemOf(changed)).toMatchObject(year);
  expect(changed.billing_cycle_anchor).toBe(NOW);
});

test("what the sandbox leaves out is refused by name", async () => {
  const { price } = await sell(stripe, "Refused", 700);
  const subscription = await running(price.id);
  await expect(
    stripe.subscriptions.update(subscription.id, { payment_behavior: "pending_if_incomplete" }),
  ).rejects.toMatchObject({ code: "sandbox_not_covered", param: "payment_behavior" });
  await expect(running(price.id, { backdate_start_date: NOW - 60 })).rejects.toMatchObject({
    code: "parameter_unknown",
    param: "backdate_start_date",
  });
});
