import type Stripe from "stripe";
import { expect } from "vitest";
import { at, DAY, HOUR } from "@/sandbox/testing/instants";
import { amounts, invoiceOf, itemOf, texts } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import { NOW, type Shop } from "./shop";

/*
 * Subscriptions that only follow what was charged by own invoices. docs.stripe.com/billing/subscriptions/billing-cycle,
 * …/prorations, …/trials, …/pause-payment, docs.stripe.com/api/subscriptions/update
 */

const free = { proration_behavior: "none", billing_mode: { type: "flexible" } } as const;

async function following(
  shop: Shop,
  price: string,
  extra: Partial<Stripe.SubscriptionCreateParams> = {},
  // Without a card: nothing is charged before the first whole period.
  card: string | null = null,
) {
  const customer = await shop.customer(card);
  return shop.subscribe(price, customer, {
    ...free,
    billing_cycle_anchor_config: { day_of_month: 31, hour: 15, minute: 0, second: 0 },
    ...extra,
  });
}

claim(
  "with an anchor and no prorations the time up to it is free: no invoice, and active without a card",
  async (shop) => {
    const subscription = await following(shop, await shop.price("Plan", 1000));
    expect(subscription).toMatchObject({
      status: "active",
      latest_invoice: null,
      billing_cycle_anchor: at("2026-09-30T15:00:00Z"),
      billing_cycle_anchor_config: { day_of_month: 31, hour: 15, minute: 0, second: 0 },
      billing_mode: { type: "flexible" },
    });
    expect(itemOf(subscription).current_period_end).toBe(at("2026-09-30T15:00:00Z"));
    const customer = subscription.customer as string;
    expect((await shop.stripe.invoices.list({ customer })).data).toEqual([]);
  },
);

claim("day 31 is the last day of a shorter month", async (shop) => {
  const subscription = await following(shop, await shop.price("Plan", 1000), {}, "pm_card_visa");
  const ends: number[] = [];
  for (let month = 0; month < 6; month += 1) {
    const item = itemOf(await shop.read(subscription));
    ends.push(item.current_period_end);
    await shop.advanceTo(item.current_period_end + HOUR / 2);
  }
  expect(ends).toEqual(
    ["2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"].map((day) =>
      at(`${day}T15:00:00Z`),
    ),
  );
});

claim(
  "it can be told to refuse an anchor by configuration",
  async (shop) => {
    await shop.at.fail?.("refuse_anchor_config");
    const made = following(shop, await shop.price("Plan", 1000));
    await expect(made).rejects.toMatchObject({ statusCode: 400, param: "billing_cycle_anchor_config" });
  },
  { onlyInSandbox: "a refusal that Stripe does not document" },
);

claim("a yearly anchor takes the next occurrence of its month and day", async (shop) => {
  const product = await shop.stripe.products.create({ name: "Year" });
  shop.cleanUp(() => shop.stripe.products.update(product.id, { active: false }));
  const price = await shop.stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: 12_000,
    recurring: { interval: "year" },
  });
  const subscription = await following(shop, price.id, {
    billing_cycle_anchor_config: { month: 3, day_of_month: 5, hour: 23, minute: 30, second: 0 },
  });
  expect(subscription.billing_cycle_anchor).toBe(at("2027-03-05T23:30:00Z"));
});

claim("an anchor beyond one interval, or in the past, is refused", async (shop) => {
  const price = await shop.price("Plan", 1000);
  const customer = await shop.customer();
  for (const billing_cycle_anchor of [NOW + 31 * DAY, NOW - DAY]) {
    const made = shop.subscribe(price, customer, { ...free, billing_cycle_anchor });
    await expect(made).rejects.toMatchObject({ statusCode: 400, param: "billing_cycle_anchor" });
  }
});

claim("a change without prorations leaves no line, and the next period has the new items", async (shop) => {
  const [low, high] = [await shop.price("Low", 1000), await shop.price("High", 3000)];
  const subscription = await following(shop, low);
  const changed = await shop.stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, price: high, quantity: 2 }],
    proration_behavior: "none",
  });
  expect(changed).toMatchObject({ latest_invoice: null, status: "active" });
  const customer = subscription.customer as string;
  expect((await shop.stripe.invoiceItems.list({ customer })).data).toEqual([]);
  await shop.advanceTo(itemOf(subscription).current_period_end + HOUR / 2);
  expect(amounts(invoiceOf(await shop.read(subscription)))).toEqual([6000]);
});

claim("single items are added, changed and removed without prorations", async (shop) => {
  const [base, addOn] = [await shop.price("Base", 1000), await shop.price("Add-on", 200)];
  const { id: subscription } = await following(shop, base);
  const none = { proration_behavior: "none" } as const;
  const added = await shop.stripe.subscriptionItems.create({
    subscription,
    price: addOn,
    quantity: 2,
    ...none,
  });
  expect(added).toMatchObject({ object: "subscription_item", quantity: 2, subscription });
  expect(await shop.stripe.subscriptionItems.update(added.id, { quantity: 5, ...none })).toMatchObject({
    id: added.id,
    quantity: 5,
  });
  expect(await shop.stripe.subscriptionItems.retrieve(added.id)).toMatchObject({ quantity: 5 });
  expect(await shop.stripe.subscriptionItems.del(added.id, none)).toMatchObject({ deleted: true });
  const { data } = await shop.stripe.subscriptionItems.list({ subscription });
  expect(data.map(({ price }) => price.id)).toEqual([base]);
  await expect(shop.stripe.subscriptionItems.del(data[0]?.id ?? "", none)).rejects.toMatchObject({
    statusCode: 400,
  });
});

claim(
  "from free to paid charges at once and moves the billing date, also without prorations",
  async (shop) => {
    const [nothing, paid] = [await shop.price("Free", 0), await shop.price("Paid", 1000)];
    const subscription = await shop.subscribe(nothing, await shop.customer());
    await shop.advanceTo(NOW + 10 * DAY);
    const changed = await shop.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: paid }],
      proration_behavior: "none",
      expand: ["latest_invoice"],
    });
    expect(invoiceOf(changed)).toMatchObject({ status: "paid", total: 1000 });
    expect(changed.billing_cycle_anchor).toBe(NOW + 10 * DAY);
  },
);

claim("a price above 0 with the quantity 0 is not free: more of it keeps the billing date", async (shop) => {
  const price = await shop.price("Seats", 1000);
  const subscription = await shop.subscribe(price, await shop.customer(), {
    items: [{ price, quantity: 0 }],
  });
  await shop.advanceTo(NOW + 10 * DAY);
  const changed = await shop.stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, quantity: 3 }],
    proration_behavior: "none",
  });
  expect(changed.billing_cycle_anchor).toBe(NOW);
  expect(changed.latest_invoice).toBe(invoiceOf(subscription).id);
});

claim("a trial costs nothing, is announced three days before its end, and is charged then", async (shop) => {
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), await shop.customer(), {
    trial_period_days: 15,
  });
  const end = NOW + 15 * DAY;
  expect(subscription).toMatchObject({
    status: "trialing",
    trial_start: NOW,
    trial_end: end,
    billing_cycle_anchor: end,
  });
  expect(invoiceOf(subscription)).toMatchObject({ status: "paid", total: 0, attempt_count: 0 });
  expect(texts(invoiceOf(subscription))).toEqual(["Free trial for 1 × Plan"]);
  await shop.advanceTo(end + 2 * HOUR);
  const after = await shop.read(subscription);
  const announced = shop.at.received?.filter(({ type }) => type === "customer.subscription.trial_will_end");
  if (announced) expect(announced.map(({ created }) => created)).toContain(end - 3 * DAY);
  expect(after.status).toBe("active");
  expect(invoiceOf(after)).toMatchObject({
    status: "paid",
    total: 1000,
    billing_reason: "subscription_cycle",
  });
});

claim("a trial is lengthened, and ended by “now”, which charges at once", async (shop) => {
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), await shop.customer(), {
    trial_end: NOW + 5 * DAY,
  });
  const longer = await shop.stripe.subscriptions.update(subscription.id, { trial_end: NOW + 9 * DAY });
  expect(longer).toMatchObject({ status: "trialing", trial_end: NOW + 9 * DAY });
  await shop.advanceTo(NOW + 6 * DAY);
  const ended = await shop.stripe.subscriptions.update(subscription.id, {
    trial_end: "now",
    expand: ["latest_invoice"],
  });
  expect(ended).toMatchObject({ status: "active", billing_cycle_anchor: NOW + 6 * DAY });
  expect(invoiceOf(ended)).toMatchObject({ status: "paid", total: 1000 });
});

claim("where no trial runs, “now” changes nothing", async (shop) => {
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), await shop.customer());
  const same = await shop.stripe.subscriptions.update(subscription.id, { trial_end: "now" });
  expect(same).toMatchObject({ status: "active", billing_cycle_anchor: NOW, trial_end: null });
});

claim("while collection is paused the renewal stays a draft, or ends void or uncollectible", async (shop) => {
  const price = await shop.price("Plan", 1000);
  const expected = { keep_as_draft: "draft", void: "void", mark_uncollectible: "uncollectible" } as const;
  const paused: [Stripe.Subscription, string][] = [];
  for (const [behavior, status] of Object.entries(expected)) {
    const subscription = await shop.subscribe(price, await shop.customer());
    const updated = await shop.stripe.subscriptions.update(subscription.id, {
      pause_collection: { behavior: behavior as keyof typeof expected },
    });
    expect(updated).toMatchObject({ status: "active", pause_collection: { behavior, resumes_at: null } });
    paused.push([subscription, status]);
  }
  await shop.advanceTo(NOW + 31 * DAY);
  for (const [subscription, status] of paused)
    expect(invoiceOf(await shop.read(subscription)).status).toBe(status);
  const [first] = paused[0] ?? [];
  const resumed = await shop.stripe.subscriptions.update(first?.id ?? "", { pause_collection: "" });
  expect(resumed.pause_collection).toBeNull();
});

claim("a subscription has at most 20 items", async (shop) => {
  const product = await shop.stripe.products.create({ name: "Many" });
  shop.cleanUp(() => shop.stripe.products.update(product.id, { active: false }));
  const item = (unit_amount: number) => ({
    price_data: {
      currency: "usd",
      product: product.id,
      unit_amount,
      recurring: { interval: "month" as const },
    },
  });
  const items = Array.from({ length: 21 }, (_, index) => item(100 + index));
  const { id: customer } = await shop.customer();
  await expect(shop.stripe.subscriptions.create({ customer, items })).rejects.toMatchObject({
    statusCode: 400,
  });
});

claim("a pause ends at its time", async (shop) => {
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), await shop.customer());
  await shop.stripe.subscriptions.update(subscription.id, {
    pause_collection: { behavior: "void", resumes_at: NOW + 3 * DAY },
  });
  await shop.advanceTo(NOW + 4 * DAY);
  expect((await shop.read(subscription)).pause_collection).toBeNull();
});

claim("added one-off items are on the first invoice", async (shop) => {
  const product = await shop.stripe.products.create({ name: "Set-up" });
  shop.cleanUp(() => shop.stripe.products.update(product.id, { active: false }));
  const setUp = await shop.stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 500 });
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), await shop.customer(), {
    add_invoice_items: [{ price: setUp.id, quantity: 2 }],
  });
  const invoice = invoiceOf(subscription);
  expect(invoice).toMatchObject({ status: "paid", total: 2000 });
  // Each covers the period of the items.
  const { current_period_start: start, current_period_end: end } = itemOf(subscription);
  expect(invoice.lines.data.map(({ period }) => period)).toEqual([
    { start, end },
    { start, end },
  ]);
});

holdThem();
