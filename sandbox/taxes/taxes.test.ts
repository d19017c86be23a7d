import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { at } from "../testing/instants";
import { amounts, customerWith, invoiceOf, itemOf, sell } from "../testing/shop";

/* Manual tax rates. Every expected amount was computed by hand. */
let harness: Harness;
let stripe: Stripe;

beforeAll(async () => {
  harness = await startHarness({ frozenNow: at("2026-09-01T00:00:00Z") });
  stripe = harness.stripe;
});
afterAll(() => harness.close());

const rate = (percentage: number, inclusive = false) =>
  stripe.taxRates.create({ display_name: "JCT", percentage, inclusive, country: "JP", tax_type: "jct" });

async function subscribe(
  amount: number,
  extra: Partial<Stripe.SubscriptionCreateParams>,
): Promise<Stripe.Subscription> {
  return stripe.subscriptions.create({
    customer: (await customerWith(stripe)).id,
    items: [{ price: (await sell(stripe, "Plan", amount)).price.id }],
    expand: ["latest_invoice"],
    ...extra,
  });
}

/** A draft of one-off lines with these tax rates. */
async function draftOf(lines: number[], default_tax_rates: string[]): Promise<Stripe.Invoice> {
  const customer = (await customerWith(stripe)).id;
  const { id } = await stripe.invoices.create({ customer, currency: "jpy", default_tax_rates });
  return stripe.invoices.addLines(id, {
    lines: lines.map((amount) => ({ amount, description: "Line", discountable: amount > 0 })),
  });
}

const taxes = (line: Stripe.InvoiceLineItem | undefined) => (line?.taxes ?? []).map(({ amount }) => amount);

test("¥10,000 and 10 % on top are ¥11,000, charged", async () => {
  const jct = await rate(10);
  const subscription = await subscribe(10_000, { default_tax_rates: [jct.id] });
  const invoice = invoiceOf(subscription);
  expect(invoice).toMatchObject({
    subtotal: 10_000,
    subtotal_excluding_tax: 10_000,
    total_excluding_tax: 10_000,
    total: 11_000,
    amount_paid: 11_000,
    default_tax_rates: [{ id: jct.id, percentage: 10 }],
  });
  const tax = {
    amount: 1000,
    tax_behavior: "exclusive",
    tax_rate_details: { tax_rate: jct.id },
    taxability_reason: "not_available",
    taxable_amount: 10_000,
    type: "tax_rate_details",
  };
  expect(invoice.total_taxes).toEqual([tax]);
  expect(invoice.lines.data[0]?.taxes).toEqual([tax]);
});

test("10 % contained in ¥10,000 are ¥909", async () => {
  const invoice = invoiceOf(await subscribe(10_000, { default_tax_rates: [(await rate(10, true)).id] }));
  expect(invoice).toMatchObject({
    subtotal: 10_000,
    subtotal_excluding_tax: 9091,
    total_excluding_tax: 9091,
    total: 10_000,
  });
  expect(invoice.total_taxes).toMatchObject([
    { amount: 909, tax_behavior: "inclusive", taxable_amount: 9091 },
  ]);
});

test("rounded on each line, three lines of ¥105 have ¥11 of tax each", async () => {
  const invoice = await draftOf([105, 105, 105], [(await rate(10)).id]);
  expect(invoice.lines.data.map((line) => taxes(line))).toEqual([[11], [11], [11]]);
  expect(invoice).toMatchObject({ subtotal: 315, total: 348 });
});

test("rounded once on the invoice, the three lines have ¥32 of tax together", async () => {
  const other = await startHarness({ frozenNow: at("2026-09-01T00:00:00Z"), taxRounding: "invoice" });
  const mine = stripe;
  stripe = other.stripe;
  try {
    const invoice = await draftOf([105, 105, 105], [(await rate(10)).id]);
    expect(invoice.lines.data.map((line) => taxes(line))).toEqual([[11], [10], [11]]);
    expect(invoice.total_taxes).toMatchObject([{ amount: 32, taxable_amount: 315 }]);
    expect(invoice.total).toBe(347);
  } finally {
    stripe = mine;
    await other.close();
  }
});

test("a credit is taxed negatively", async () => {
  const invoice = await draftOf([10_000, -3333], [(await rate(10)).id]);
  expect(invoice.lines.data.map((line) => taxes(line))).toEqual([[1000], [-333]]);
  expect(invoice).toMatchObject({ subtotal: 6667, total: 7334 });
});

test("a line's own rate replaces the invoice's default rates, which can be unset again", async () => {
  const [usual, reduced] = [await rate(10), await rate(8)];
  const customer = (await customerWith(stripe)).id;
  await stripe.invoiceItems.create({ customer, currency: "jpy", amount: 1000, tax_rates: [reduced.id] });
  await stripe.invoiceItems.create({ customer, currency: "jpy", amount: 1000 });
  const draft = await stripe.invoices.create({
    customer,
    pending_invoice_items_behavior: "include",
    default_tax_rates: [usual.id],
  });
  expect(draft.total_taxes?.map(({ amount }) => amount).sort()).toEqual([100, 80]);
  const without = await stripe.invoices.update(draft.id, { default_tax_rates: "" });
  expect(without.total_taxes).toMatchObject([{ amount: 80, tax_rate_details: { tax_rate: reduced.id } }]);
  expect(without.total).toBe(2080);
});

test("unused time is credited with the tax it was charged with, whatever the present rate", async () => {
  const [old, now] = [await rate(8), await rate(10)];
  const subscription = await subscribe(3000, { default_tax_rates: [old.id] });
  await stripe.subscriptions.update(subscription.id, { default_tax_rates: [now.id] });
  const changed = await stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, price: (await sell(stripe, "More", 6000)).price.id }],
    proration_behavior: "always_invoice",
    proration_date: itemOf(subscription).current_period_start + 15 * 86_400,
    expand: ["latest_invoice"],
  });
  const invoice = invoiceOf(changed);
  expect(amounts(invoice)).toEqual([-1500, 3000]);
  expect(invoice.lines.data.map((line) => taxes(line))).toEqual([[-120], [300]]);
  expect(invoice.total).toBe(1680);
});

test("an exempt customer pays no tax, and the invoice gives the reason", async () => {
  const customer = (await customerWith(stripe, "pm_card_visa", { tax_exempt: "reverse" })).id;
  const subscription = await subscribe(1000, { customer, default_tax_rates: [(await rate(10)).id] });
  const invoice = invoiceOf(subscription);
  expect(invoice.total).toBe(1000);
  expect(invoice.total_taxes).toMatchObject([{ amount: 0, taxability_reason: "reverse_charge" }]);
});

test("a rate can be renamed and archived, but its percentage never changes", async () => {
  const jct = await rate(10);
  await harness.newTypes();
  const archived = await stripe.taxRates.update(jct.id, { active: false, display_name: "Old JCT" });
  expect(archived).toMatchObject({ active: false, display_name: "Old JCT", percentage: 10 });
  expect(await harness.newTypes()).toEqual(["tax_rate.updated"]);
  await expect(subscribe(1000, { default_tax_rates: [jct.id] })).rejects.toMatchObject({
    param: "default_tax_rates",
  });
  await expect(
    stripe.taxRates.create({ display_name: "JCT", percentage: 101, inclusive: false }),
  ).rejects.toMatchObject({ param: "percentage" });
  const listed = await stripe.taxRates.list({ active: false });
  expect(listed.data.map(({ id }) => id)).toContain(jct.id);
});

test("an item's own rate goes before the subscription's, which can be cleared", async () => {
  const [usual, reduced] = [await rate(10), await rate(8)];
  const [plan, food] = [await sell(stripe, "Plan", 1000), await sell(stripe, "Food", 500)];
  const customer = (await customerWith(stripe)).id;
  const items = [{ price: plan.price.id }, { price: food.price.id, tax_rates: [reduced.id] }];
  const subscription = await stripe.subscriptions.create({
    customer,
    items,
    default_tax_rates: [usual.id],
    expand: ["latest_invoice"],
  });
  expect(invoiceOf(subscription).total).toBe(1000 + 100 + 500 + 40);
  expect(subscription.items.data[1]?.tax_rates).toMatchObject([{ id: reduced.id }]);
  const cleared = await stripe.subscriptions.update(subscription.id, { default_tax_rates: "" });
  expect(cleared.default_tax_rates).toEqual([]);
  await harness.advanceTo(itemOf(subscription).current_period_end);
  const renewed = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(invoiceOf(renewed).total).toBe(1540);
});
