import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { at, DAY } from "../testing/instants";
import { amounts, customerWith, invoiceOf, itemOf, sell } from "../testing/shop";

/* Coupons on subscriptions: every amount here is worked out on paper. */
let harness: Harness;
let stripe: Stripe;

beforeAll(async () => {
  harness = await startHarness({ frozenNow: at("2026-09-01T00:00:00Z") });
  stripe = harness.stripe;
});
afterAll(() => harness.close());

const percent = (percent_off: number, extra: Stripe.CouponCreateParams = { duration: "forever" }) =>
  stripe.coupons.create({ percent_off, ...extra });

async function subscribe(
  amount: number,
  extra: Partial<Stripe.SubscriptionCreateParams>,
): Promise<Stripe.Subscription> {
  return stripe.subscriptions.create({
    customer: (await customerWith(stripe)).id,
    items: [{ price: (await sell(stripe, "Plan", amount)).price.id }],
    expand: ["latest_invoice", "discounts"],
    ...extra,
  });
}

const exclusive = (percentage: number) =>
  stripe.taxRates.create({ display_name: "JCT", percentage, inclusive: false });

const idOf = (discount: string | Stripe.Discount | undefined) =>
  typeof discount === "string" ? discount : (discount?.id ?? "");

/** The totals of the subscription's invoices, oldest first. */
async function totals(subscription: Stripe.Subscription): Promise<number[]> {
  const { data } = await stripe.invoices.list({ subscription: subscription.id });
  return data.map(({ total }) => total).reverse();
}

test("tax is computed after a percent coupon: 10,000 − 20 % = 8,000, plus 800", async () => {
  const subscription = await subscribe(10_000, {
    discounts: [{ coupon: (await percent(20)).id }],
    default_tax_rates: [(await exclusive(10)).id],
  });
  const discount = idOf(subscription.discounts[0]);
  expect(invoiceOf(subscription)).toMatchObject({
    discounts: [discount],
    subtotal: 10_000,
    subtotal_excluding_tax: 10_000,
    total_discount_amounts: [{ amount: 2000, discount }],
    total_excluding_tax: 8000,
    total_taxes: [{ amount: 800, taxable_amount: 8000 }],
    total: 8800,
  });
  expect(subscription.discounts).toMatchObject([{ subscription: subscription.id, end: null }]);
});

test("an amount off is split among the lines in proportion, and never exceeds their sum", async () => {
  const [one, two] = [await sell(stripe, "One", 1000), await sell(stripe, "Two", 2000)];
  const coupon = await stripe.coupons.create({ amount_off: 1000, currency: "jpy", duration: "forever" });
  const subscription = await subscribe(0, {
    items: [{ price: one.price.id }, { price: two.price.id }],
    discounts: [{ coupon: coupon.id }],
  });
  const offs = invoiceOf(subscription).lines.data.map((line) => [
    line.amount,
    line.discount_amounts?.[0]?.amount,
  ]);
  expect(offs.sort()).toEqual([
    [1000, 333],
    [2000, 667],
  ]);
  const small = await subscribe(300, { discounts: [{ coupon: coupon.id }] });
  expect(invoiceOf(small).total).toBe(0);
});

test("a coupon for some products lowers their lines only", async () => {
  const [one, two] = [await sell(stripe, "One", 1000), await sell(stripe, "Two", 2000)];
  const coupon = await percent(50, { duration: "forever", applies_to: { products: [two.product.id] } });
  const subscription = await subscribe(0, {
    items: [{ price: one.price.id }, { price: two.price.id }],
    discounts: [{ coupon: coupon.id }],
  });
  expect(invoiceOf(subscription).total).toBe(2000);
  expect(coupon.applies_to).toBeUndefined();
  const shown = await stripe.coupons.retrieve(coupon.id, { expand: ["applies_to"] });
  expect(shown.applies_to).toEqual({ products: [two.product.id] });
});

test("discounts are taken one after the other", async () => {
  const fixed = await stripe.coupons.create({ amount_off: 500, currency: "jpy", duration: "forever" });
  const discounts = [{ coupon: fixed.id }, { coupon: (await percent(10)).id }];
  // 10,000 − 500 = 9,500; 10 % of that is 950.
  expect(invoiceOf(await subscribe(10_000, { discounts })).total).toBe(8550);
});

test("unused time is credited as it was paid, and the remaining time is discounted", async () => {
  const subscription = await subscribe(3000, { discounts: [{ coupon: (await percent(50)).id }] });
  const discount = idOf(subscription.discounts[0]);
  const changed = await stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, price: (await sell(stripe, "More", 6000)).price.id }],
    proration_behavior: "always_invoice",
    proration_date: itemOf(subscription).current_period_start + 15 * DAY,
    expand: ["latest_invoice"],
  });
  const invoice = invoiceOf(changed);
  expect(amounts(invoice)).toEqual([-750, 1500]);
  expect(invoice.total).toBe(750);
  for (const line of invoice.lines.data) {
    expect(line.discountable).toBe(false);
    expect(line.discount_amounts).toEqual([{ amount: 0, discount }]);
  }
});

test("after a coupon is removed the credit still contains it, the new debit does not", async () => {
  const subscription = await subscribe(3000, { discounts: [{ coupon: (await percent(50)).id }] });
  await stripe.subscriptions.deleteDiscount(subscription.id);
  const changed = await stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, price: (await sell(stripe, "More", 6000)).price.id }],
    proration_behavior: "always_invoice",
    proration_date: itemOf(subscription).current_period_start + 15 * DAY,
    expand: ["latest_invoice"],
  });
  expect(amounts(invoiceOf(changed))).toEqual([-750, 3000]);
});

test("applying and removing coupons emits events", async () => {
  await harness.newTypes();
  const coupon = (await percent(10)).id;
  const subscription = await subscribe(1000, { discounts: [{ coupon }] });
  expect(await harness.newTypes()).toContain("customer.discount.created");
  const first = idOf(subscription.discounts[0]);
  const kept = await stripe.subscriptions.update(subscription.id, {
    discounts: [{ discount: first }, { coupon }],
  });
  expect(kept.discounts[0]).toBe(first);
  expect(kept.discounts).toHaveLength(2);
  expect(await harness.newTypes()).toEqual(["customer.discount.created", "customer.subscription.updated"]);
  await stripe.subscriptions.update(subscription.id, { discounts: "" });
  expect(await harness.newTypes()).toEqual([
    "customer.discount.deleted",
    "customer.discount.deleted",
    "customer.subscription.updated",
  ]);
  expect((await stripe.coupons.retrieve(coupon)).times_redeemed).toBe(2);
});

test("a coupon of duration once is used up by one invoice", async () => {
  const subscription = await subscribe(1000, {
    discounts: [{ coupon: (await percent(10, { duration: "once" })).id }],
  });
  expect(invoiceOf(subscription).total).toBe(900);
  expect((await stripe.subscriptions.retrieve(subscription.id)).discounts).toEqual([]);
});

test("wrong parameters are refused", async () => {
  const dollars = await stripe.coupons.create({ amount_off: 5, currency: "usd", duration: "once" });
  for (const discounts of [[{ coupon: dollars.id }], [{ coupon: "nothing" }], [{ discount: "di_nothing" }]])
    await expect(subscribe(1000, { discounts })).rejects.toMatchObject({ statusCode: 400 });
});

test("an own invoice inherits the customer's discount unless the request says otherwise, never a subscription's", async () => {
  const subscription = await subscribe(10_000, { discounts: [{ coupon: (await percent(50)).id }] });
  const customer = subscription.customer as string;
  const draft = async (extra: Partial<Stripe.InvoiceCreateParams>) => {
    const { id } = await stripe.invoices.create({ customer, currency: "jpy", ...extra });
    return stripe.invoices.addLines(id, { lines: [{ amount: 1000, description: "Work" }] });
  };
  expect((await draft({ subscription: subscription.id })).total).toBe(1000);
  await harness.sandbox.operations.giveCoupon(customer, 10);
  expect((await draft({})).total).toBe(900);
  expect((await draft({ subscription: subscription.id })).total).toBe(900);
  expect(await draft({ discounts: "" })).toMatchObject({ total: 1000, discounts: [] });
});

/** As people make it by hand: one invoice up to the first of the month, then one a month. */
test("a sent subscription with a coupon for three months and tax", async () => {
  await harness.advanceTo(at("2026-09-16T00:00:00Z"));
  const subscription = await subscribe(30_000, {
    collection_method: "send_invoice",
    days_until_due: 30,
    billing_cycle_anchor: at("2026-10-01T00:00:00Z"),
    proration_behavior: "create_prorations",
    discounts: [{ coupon: (await percent(20, { duration: "repeating", duration_in_months: 3 })).id }],
    default_tax_rates: [(await exclusive(10)).id],
  });
  expect(subscription.discounts).toMatchObject([{ end: at("2026-12-16T00:00:00Z") }]);
  // 15,000, less 20 % 12,000, and 1,200 of tax.
  const first = invoiceOf(subscription);
  expect(amounts(first)).toEqual([12_000]);
  expect(first).toMatchObject({ total_excluding_tax: 12_000, total: 13_200, status: "draft" });
  await harness.advanceTo(at("2026-12-15T00:00:00Z"));
  expect((await stripe.subscriptions.retrieve(subscription.id)).discounts).toHaveLength(1);
  await harness.newTypes();
  await harness.advanceTo(at("2027-01-02T00:00:00Z"));
  expect(await harness.newTypes()).toContain("customer.discount.deleted");
  // Three whole months are 24,000 and 2,400 of tax; from January on nothing is taken off.
  expect(await totals(subscription)).toEqual([13_200, 26_400, 26_400, 26_400, 33_000]);
  expect((await stripe.subscriptions.retrieve(subscription.id)).discounts).toEqual([]);
});

test("a subscription's coupon replaces the customer's, which applies again without it", async () => {
  const customer = (await customerWith(stripe)).id;
  await harness.sandbox.operations.giveCoupon(customer, 10);
  const subscription = await subscribe(1000, { customer, discounts: [{ coupon: (await percent(30)).id }] });
  expect(invoiceOf(subscription).total).toBe(700);
  const cleared = await stripe.subscriptions.update(subscription.id, { discounts: "" });
  await harness.advanceTo(itemOf(cleared).current_period_end);
  expect(await totals(subscription)).toEqual([700, 900]);
});
