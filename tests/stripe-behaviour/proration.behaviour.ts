import type Stripe from "stripe";
import { expect } from "vitest";
import { DAY } from "@/sandbox/testing/instants";
import { amounts, invoiceOf, itemOf, texts } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import { NOW, type Shop } from "./shop";

/* docs.stripe.com/billing/subscriptions/prorations */

/** Changes the price at `date`, invoiced at once. */
async function change(shop: Shop, subscription: Stripe.Subscription, price: string, date: number) {
  const items = [{ id: itemOf(subscription).id, price, quantity: 1 }];
  const changed = await shop.stripe.subscriptions.update(subscription.id, {
    items,
    proration_behavior: "always_invoice",
    proration_date: date,
    expand: ["latest_invoice"],
  });
  return { invoice: invoiceOf(changed), changed };
}

claim(
  "an upgrade from 4.00 to 13.00 with 0.416 of the month left is −1.66 and +5.41, and charges 3.75",
  async (shop) => {
    const [low, high] = [await shop.price("Low", 400), await shop.price("High", 1300)];
    const subscription = await shop.subscribe(low, await shop.customer());
    const { current_period_start: start, current_period_end: end } = itemOf(subscription);
    const left = Math.round((end - start) * 0.416);
    const { invoice } = await change(shop, subscription, high, end - left);
    expect(amounts(invoice)).toEqual([-166, 541]);
    expect(invoice).toMatchObject({
      status: "paid",
      amount_paid: 375,
      billing_reason: "subscription_update",
    });
  },
);

claim(
  "a downgrade from 10.00 to 5.00 with two thirds left is −6.67 and +3.33; the credit stays as balance",
  async (shop) => {
    const [ten, five] = [await shop.price("Ten", 1000), await shop.price("Five", 500)];
    const customer = await shop.customer();
    const subscription = await shop.subscribe(ten, customer);
    const { invoice } = await change(shop, subscription, five, NOW + 10 * DAY);
    expect(amounts(invoice)).toEqual([-667, 333]);
    expect(invoice).toMatchObject({ total: -334, amount_due: 0, status: "paid" });
    const after = (await shop.stripe.customers.retrieve(customer.id)) as Stripe.Customer;
    expect(after.balance).toBe(-334);
  },
);

claim(
  "lines of a change say “Unused time on …” and “Remaining time on … after DD Mon YYYY”",
  async (shop) => {
    const [old, next] = [await shop.price("Old", 1000), await shop.price("New", 3000)];
    const subscription = await shop.subscribe(old, await shop.customer(), {
      items: [{ price: old, quantity: 3 }],
    });
    const { invoice } = await change(shop, subscription, next, NOW + 10 * DAY);
    expect(texts(invoice)).toEqual([
      "Unused time on 3 × Old after 26 Sep 2026",
      "Remaining time on New after 26 Sep 2026",
    ]);
  },
);

claim("proration is measured in seconds", async (shop) => {
  const [low, high] = [await shop.price("Low", 2_592_000, "jpy"), await shop.price("High", 5_184_000, "jpy")];
  const subscription = await shop.subscribe(low, await shop.customer());
  // The month has 2,592,000 seconds, so one second of the low price is ¥1.
  const { invoice } = await change(
    shop,
    subscription,
    high,
    itemOf(subscription).current_period_end - 12_345,
  );
  expect(amounts(invoice)).toEqual([-12_345, 24_690]);
});

claim(
  "a change's invoice covers the running period up to now, and its prorations have no unit amount",
  async (shop) => {
    const [low, high] = [await shop.price("Low", 1000), await shop.price("High", 3000)];
    const subscription = await shop.subscribe(low, await shop.customer());
    await shop.advanceTo(NOW + 10 * DAY);
    const { invoice } = await change(shop, subscription, high, NOW + 10 * DAY);
    expect(invoice).toMatchObject({ period_start: NOW, period_end: NOW + 10 * DAY });
    expect(invoice.lines.data.map(({ pricing }) => pricing?.unit_amount_decimal)).toEqual([null, null]);
  },
);

claim("a line counts in the unit of its product", async (shop) => {
  const product = await shop.stripe.products.create({ name: "Plan", unit_label: "user" });
  shop.cleanUp(() => shop.stripe.products.update(product.id, { active: false }));
  const price = await shop.stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: 2500,
    recurring: { interval: "month" },
  });
  const subscription = await shop.subscribe(price.id, await shop.customer());
  expect(texts(invoiceOf(subscription))).toEqual(["1 user × Plan (at $25.00 / month)"]);
});

holdThem();
