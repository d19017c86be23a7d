import type Stripe from "stripe";
import { expect } from "vitest";
import { DAY, HOUR } from "@/sandbox/testing/instants";
import { amounts, invoiceOf, itemOf } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import { NOW, type Shop } from "./shop";

/*
 * docs.stripe.com/billing/taxes/tax-rates, docs.stripe.com/api/invoices/object (what each total contains),
 * docs.stripe.com/billing/subscriptions/coupons, docs.stripe.com/billing/subscriptions/prorations.
 */
const unverified = { unverified: true };

async function draft(
  shop: Shop,
  amountsOfLines: number[],
  rates: string[],
  extra: Stripe.CustomerCreateParams = {},
): Promise<Stripe.Invoice> {
  const customer = await shop.customer("pm_card_visa", extra);
  const { id } = await shop.stripe.invoices.create({
    customer: customer.id,
    currency: "jpy",
    default_tax_rates: rates,
  });
  return shop.stripe.invoices.addLines(id, {
    lines: amountsOfLines.map((amount) => ({ amount, description: "Line" })),
  });
}

const taxesOf = (invoice: Stripe.Invoice) =>
  invoice.lines.data.map((line) => (line.taxes ?? []).map(({ amount }) => amount));

/** A change to another price in the middle of the period, invoiced at once. */
async function changed(shop: Shop, subscription: Stripe.Subscription, price: string) {
  const after = await shop.stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, price, quantity: 1 }],
    proration_behavior: "always_invoice",
    proration_date: NOW + 15 * DAY,
    expand: ["latest_invoice"],
  });
  return invoiceOf(after);
}

claim("an exclusive rate comes on top, an inclusive one is contained", async (shop) => {
  const onTop = await draft(shop, [10_000], [await shop.taxRate(10)]);
  expect(onTop).toMatchObject({ subtotal: 10_000, total_excluding_tax: 10_000, total: 11_000 });
  expect(onTop.total_taxes).toMatchObject([{ amount: 1000, tax_behavior: "exclusive" }]);
  const inside = await draft(shop, [11_000], [await shop.taxRate(10, true)]);
  expect(inside).toMatchObject({
    subtotal: 11_000,
    subtotal_excluding_tax: 10_000,
    total_excluding_tax: 10_000,
    total: 11_000,
  });
  expect(inside.total_taxes).toMatchObject([{ amount: 1000, tax_behavior: "inclusive" }]);
});

claim("a subscription's invoices have its default rates, an item's own go before them", async (shop) => {
  const [usual, reduced] = [await shop.taxRate(10), await shop.taxRate(8)];
  const [one, two] = [await shop.price("One", 1000), await shop.price("Two", 500)];
  const subscription = await shop.subscribe(one, await shop.customer(), {
    items: [{ price: one }, { price: two, tax_rates: [reduced] }],
    default_tax_rates: [usual],
  });
  expect(invoiceOf(subscription)).toMatchObject({ total: 1640, default_tax_rates: [{ id: usual }] });
  const cleared = await shop.stripe.subscriptions.update(subscription.id, { default_tax_rates: "" });
  expect(cleared.default_tax_rates).toEqual([]);
});

claim("tax is on what discounts leave", async (shop) => {
  const subscription = await shop.subscribe(await shop.price("Plan", 10_000), await shop.customer(), {
    default_tax_rates: [await shop.taxRate(10)],
    discounts: [{ coupon: await shop.coupon({ percent_off: 20, duration: "forever" }) }],
  });
  const invoice = invoiceOf(subscription);
  expect(invoice).toMatchObject({ subtotal: 10_000, total_excluding_tax: 8000, total: 8800 });
  expect(invoice.total_discount_amounts).toMatchObject([{ amount: 2000 }]);
});

claim("a subscription keeps its coupon until “” clears it", async (shop) => {
  const coupon = await shop.coupon({ percent_off: 20, duration: "forever" });
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), await shop.customer(), {
    discounts: [{ coupon }],
  });
  expect(subscription.discounts).toHaveLength(1);
  const cleared = await shop.stripe.subscriptions.update(subscription.id, { discounts: "" });
  expect(cleared.discounts).toEqual([]);
  await shop.advanceTo(itemOf(subscription).current_period_end + 2 * HOUR);
  expect(invoiceOf(await shop.read(subscription)).total).toBe(1000);
});

claim("a coupon for one invoice lowers the first, one for two months the first two", async (shop) => {
  const once = await shop.coupon({ percent_off: 10, duration: "once" });
  const twice = await shop.coupon({ percent_off: 10, duration: "repeating", duration_in_months: 2 });
  const price = await shop.price("Plan", 1000);
  const subscriptions = [];
  for (const coupon of [once, twice])
    subscriptions.push(await shop.subscribe(price, await shop.customer(), { discounts: [{ coupon }] }));
  await shop.advanceTo(itemOf(subscriptions[0] as Stripe.Subscription).current_period_end + 2 * HOUR);
  expect(await totalsOf(shop, subscriptions)).toEqual([
    [900, 1000],
    [900, 900],
  ]);
  await shop.advanceTo(NOW + 62 * DAY);
  expect((await totalsOf(shop, subscriptions)).map((totals) => totals.at(-1))).toEqual([1000, 1000]);
});

claim("prorations contain the discount, and name it with nothing", async (shop) => {
  const coupon = await shop.coupon({ percent_off: 50, duration: "forever" });
  const subscription = await shop.subscribe(await shop.price("Small", 3000), await shop.customer(), {
    discounts: [{ coupon }],
  });
  const invoice = await changed(shop, subscription, await shop.price("Large", 6000));
  expect(amounts(invoice)).toEqual([-750, 1500]);
  for (const line of invoice.lines.data) {
    expect(line.discountable).toBe(false);
    expect(line.discount_amounts).toMatchObject([{ amount: 0 }]);
  }
});

claim("unused time gives back what was debited, discount included, when the coupon is gone", async (shop) => {
  const coupon = await shop.coupon({ percent_off: 50, duration: "once" });
  const subscription = await shop.subscribe(await shop.price("Small", 3000), await shop.customer(), {
    discounts: [{ coupon }],
  });
  expect(amounts(await changed(shop, subscription, await shop.price("Large", 6000)))).toEqual([-750, 3000]);
});

claim(
  "tax is rounded on each line, halves away from zero, where the account does not say otherwise",
  async (shop) => {
    const invoice = await draft(shop, [105, 105, 105], [await shop.taxRate(10)]);
    expect(taxesOf(invoice)).toEqual([[11], [11], [11]]);
    expect(invoice.total).toBe(348);
  },
  unverified,
);

claim(
  "a negative line has negative tax",
  async (shop) => {
    const invoice = await draft(shop, [10_000, -3333], [await shop.taxRate(10)]);
    expect(taxesOf(invoice)).toEqual([[1000], [-333]]);
  },
  unverified,
);

claim(
  "unused time gives back the tax rate it was charged with",
  async (shop) => {
    const subscription = await shop.subscribe(await shop.price("Small", 3000), await shop.customer(), {
      default_tax_rates: [await shop.taxRate(8)],
    });
    await shop.stripe.subscriptions.update(subscription.id, { default_tax_rates: [await shop.taxRate(10)] });
    const invoice = await changed(shop, subscription, await shop.price("Large", 6000));
    expect(taxesOf(invoice)).toEqual([[-120], [300]]);
  },
  unverified,
);

claim(
  "who is exempt pays no tax of a rate by hand",
  async (shop) => {
    const invoice = await draft(shop, [1000], [await shop.taxRate(10)], { tax_exempt: "exempt" });
    expect(invoice.total).toBe(1000);
    expect(invoice.total_taxes).toMatchObject([{ amount: 0, taxability_reason: "customer_exempt" }]);
  },
  unverified,
);

claim(
  "a first part contains the percentage; an amount off is prorated, and no more than once an invoice",
  async (shop) => {
    const price = await shop.price("Contract", 30_000);
    const first = async (terms: Stripe.CouponCreateParams) => {
      const subscription = await shop.subscribe(price, await shop.customer(), {
        billing_cycle_anchor: NOW + 15 * DAY,
        proration_behavior: "create_prorations",
        discounts: [{ coupon: await shop.coupon({ duration: "forever", ...terms }) }],
      });
      return amounts(invoiceOf(subscription));
    };
    expect(await first({ percent_off: 20 })).toEqual([12_000]);
    expect(await first({ amount_off: 3000, currency: "usd" })).toEqual([13_500]);
  },
  unverified,
);

claim(
  "a subscription's coupon lowers one-off items on its invoices, too",
  async (shop) => {
    const customer = await shop.customer();
    const subscription = await shop.subscribe(await shop.price("Plan", 1000), customer, {
      discounts: [{ coupon: await shop.coupon({ percent_off: 10, duration: "forever" }) }],
    });
    await shop.stripe.invoiceItems.create({
      customer: customer.id,
      subscription: subscription.id,
      currency: "usd",
      amount: 500,
    });
    await shop.advanceTo(itemOf(subscription).current_period_end + 2 * HOUR);
    expect(invoiceOf(await shop.read(subscription)).total).toBe(1350);
  },
  unverified,
);

/** The totals of the subscriptions' invoices, oldest first. */
async function totalsOf(shop: Shop, subscriptions: Stripe.Subscription[]): Promise<number[][]> {
  const totals: number[][] = [];
  for (const { id } of subscriptions) {
    const invoices = await shop.stripe.invoices.list({ subscription: id });
    totals.push(invoices.data.map(({ total }) => total).reverse());
  }
  return totals;
}

holdThem();
