import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { at, HOUR } from "../testing/instants";
import { amounts, customerWith, invoiceOf, itemOf, sell } from "../testing/shop";

let h: Harness;
let stripe: Stripe;
let large: string;
let small: string;
let clock = at("2026-09-16T12:00:00Z");
const anchorAfter = (instant: number) => {
  const date = new Date(instant * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1, 12) / 1000;
};

beforeAll(async () => {
  h = await startHarness({ frozenNow: clock });
  ({ stripe } = h);
  large = (await sell(stripe, "Large", 5000)).price.id;
  small = (await sell(stripe, "Small", 1000)).price.id;
});
afterAll(() => h?.close());

async function subscribed(price: string): Promise<Stripe.Subscription> {
  const customer = await customerWith(stripe);
  return stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price }],
    billing_cycle_anchor: anchorAfter(clock),
  });
}

/** Schedules the other price for the next period. */
async function reserve(
  subscription: Stripe.Subscription,
  price: string,
  interval: "month" | "year" = "month",
) {
  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const [current] = schedule.phases;
  if (!current) throw new Error("the schedule has no phase");
  return stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: "release",
    proration_behavior: "none",
    phases: [
      {
        items: current.items.map((item) => ({ price: item.price as string, quantity: item.quantity })),
        start_date: current.start_date,
        end_date: current.end_date,
      },
      {
        items: [{ price, quantity: 1 }],
        duration: { interval, interval_count: 1 },
        proration_behavior: "none",
      },
    ],
  });
}

async function moveTo(instant: number): Promise<void> {
  clock = instant;
  await h.advanceTo(instant);
}

test("a scheduled downgrade begins with the next period, which is invoiced at the new price only", async () => {
  const subscription = await subscribed(large);
  const schedule = await reserve(subscription, small);
  expect(schedule.phases.map((phase) => [phase.start_date, phase.end_date])).toEqual([
    [itemOf(subscription).current_period_start, itemOf(subscription).current_period_end],
    [itemOf(subscription).current_period_end, at("2026-11-01T12:00:00Z")],
  ]);
  const unchanged = await stripe.subscriptions.retrieve(subscription.id);
  expect(unchanged.schedule).toBe(schedule.id);
  expect(itemOf(unchanged).price.id).toBe(large);
  const preview = await stripe.invoices.createPreview({ subscription: subscription.id });
  expect(preview.total).toBe(1000);
  await h.newTypes();
  await moveTo(itemOf(subscription).current_period_end + HOUR);
  const after = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(itemOf(after)).toMatchObject({
    price: { id: small },
    current_period_end: at("2026-11-01T12:00:00Z"),
  });
  expect(invoiceOf(after)).toMatchObject({
    status: "paid",
    total: 1000,
    billing_reason: "subscription_cycle",
  });
  expect((await stripe.invoiceItems.list({ customer: subscription.customer as string })).data).toEqual([]);
  const types = await h.newTypes();
  expect(types.filter((type) => type === "subscription_schedule.updated")).toHaveLength(1);
  await moveTo(at("2026-11-01T12:00:00Z"));
  expect(await h.newTypes()).toContain("subscription_schedule.completed");
  expect((await stripe.subscriptions.retrieve(subscription.id)).schedule).toBeNull();
});

test("releasing the schedule drops the coming change and keeps the subscription", async () => {
  const subscription = await subscribed(large);
  const schedule = await reserve(subscription, small);
  const released = await stripe.subscriptionSchedules.release(schedule.id);
  expect(released).toMatchObject({
    status: "released",
    released_subscription: subscription.id,
    subscription: null,
  });
  await moveTo(itemOf(subscription).current_period_end + HOUR);
  const after = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(itemOf(after).price.id).toBe(large);
  expect(amounts(invoiceOf(after))).toEqual([5000]);
});

test("cancelling the schedule cancels the subscription", async () => {
  const subscription = await subscribed(large);
  const schedule = await reserve(subscription, small);
  expect((await stripe.subscriptionSchedules.cancel(schedule.id)).status).toBe("canceled");
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
});

test("a yearly plan that becomes monthly is anchored to the start of the phase", async () => {
  const yearly = (await sell(stripe, "Yearly", 40_000, "year")).price.id;
  const customer = await customerWith(stripe);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: yearly }],
  });
  await reserve(subscription, small);
  const end = itemOf(subscription).current_period_end;
  await moveTo(end + HOUR);
  const after = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(after.billing_cycle_anchor).toBe(end);
  expect(invoiceOf(after)).toMatchObject({ status: "paid", total: 1000 });
});

test("a scheduled subscription refuses a direct cancellation, and a direct change shows in the current phase", async () => {
  const subscription = await subscribed(large);
  const schedule = await reserve(subscription, small);
  await expect(stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true })).rejects.toThrow(
    /managed by the subscription schedule/,
  );
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, quantity: 3 }],
  });
  const changed = await stripe.subscriptionSchedules.retrieve(schedule.id);
  expect(changed.phases.map((phase) => phase.items.map((item) => item.quantity))).toEqual([[3], [1]]);
});

test("phases must follow each other, and the current one must keep its start", async () => {
  const subscription = await subscribed(large);
  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const [current] = schedule.phases;
  const start = current?.start_date ?? 0;
  await expect(
    stripe.subscriptionSchedules.update(schedule.id, {
      phases: [{ items: [{ price: large }], start_date: start + 5, end_date: start + 500_000 }],
    }),
  ).rejects.toThrow(/start date of the current phase/);
  await expect(
    stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { items: [{ price: large }], start_date: start, end_date: current?.end_date },
        { items: [{ price: small }], start_date: (current?.end_date ?? 0) + 1 },
      ],
    }),
  ).rejects.toThrow(/must match the end date/);
});
