import type Stripe from "stripe";
import { expect } from "vitest";
import { HOUR } from "@/sandbox/testing/instants";
import { amounts, invoiceOf, itemOf } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import type { Shop } from "./shop";

/* docs.stripe.com/billing/subscriptions/subscription-schedules, …/cancel, invoicing/integration/workflow-transitions */

/** Reserves `next` for the end of the period, as Choba does. */
async function reserve(shop: Shop, subscription: Stripe.Subscription, next: string) {
  const made = await shop.stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const current = made.phases[0];
  const none = { proration_behavior: "none" } as const;
  return shop.stripe.subscriptionSchedules.update(made.id, {
    end_behavior: "release",
    ...none,
    phases: [
      {
        start_date: current?.start_date,
        end_date: current?.end_date,
        items: [{ price: itemOf(subscription).price.id, quantity: 1 }],
        ...none,
      },
      { items: [{ price: next, quantity: 1 }], duration: { interval: "month", interval_count: 1 }, ...none },
    ],
  });
}

async function running(shop: Shop, amount = 5000): Promise<Stripe.Subscription> {
  return shop.subscribe(await shop.price("Running", amount), await shop.customer());
}

claim("a schedule from a subscription begins with its current period as the first phase", async (shop) => {
  const subscription = await running(shop);
  const schedule = await shop.stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const { current_period_start, current_period_end } = itemOf(subscription);
  expect(schedule.status).toBe("active");
  expect(schedule.phases).toHaveLength(1);
  expect(schedule.phases[0]).toMatchObject({
    start_date: current_period_start,
    end_date: current_period_end,
  });
  expect((await shop.read(subscription)).schedule).toBe(schedule.id);
});

claim(
  "a reserved change charges nothing now and takes effect at the period's end, not prorated",
  async (shop) => {
    const subscription = await running(shop);
    const lower = await shop.price("Lower", 1000);
    const schedule = await reserve(shop, subscription, lower);
    expect((await shop.read(subscription)).latest_invoice).toMatchObject({ id: invoiceOf(subscription).id });
    await shop.advanceTo((schedule.phases[0]?.end_date ?? 0) + 2 * HOUR);
    const after = await shop.read(subscription);
    expect(itemOf(after).price.id).toBe(lower);
    expect(amounts(invoiceOf(after))).toEqual([1000]);
    expect(invoiceOf(after).status).toBe("paid");
  },
);

claim("released, a schedule leaves the subscription as it is and without a schedule", async (shop) => {
  const subscription = await running(shop);
  const schedule = await reserve(shop, subscription, await shop.price("Lower", 1000));
  const released = await shop.stripe.subscriptionSchedules.release(schedule.id);
  expect(released).toMatchObject({
    status: "released",
    released_subscription: subscription.id,
    subscription: null,
  });
  const after = await shop.read(subscription);
  expect(after).toMatchObject({ schedule: null, status: "active", cancel_at_period_end: false });
  expect(itemOf(after).price.id).toBe(itemOf(subscription).price.id);
});

claim("cancel_at_period_end keeps the subscription until then; undone, it renews", async (shop) => {
  const subscription = await running(shop);
  const end = itemOf(subscription).current_period_end;
  const update = (cancels: boolean) =>
    shop.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: cancels });
  expect(await update(true)).toMatchObject({ status: "active", cancel_at_period_end: true, cancel_at: end });
  expect(await update(false)).toMatchObject({ cancel_at_period_end: false, cancel_at: null });
  await update(true);
  await shop.advanceTo(end + 2 * HOUR);
  const after = await shop.read(subscription);
  expect(after).toMatchObject({ status: "canceled", ended_at: end });
  expect(invoiceOf(after).id).toBe(invoiceOf(subscription).id);
  await expect(update(false)).rejects.toMatchObject({ statusCode: 400 });
});

claim("a renewal is a draft at first, finalised and paid about an hour later", async (shop) => {
  const subscription = await running(shop, 700);
  const end = itemOf(subscription).current_period_end;
  await shop.advanceTo(end + HOUR / 2);
  const draft = invoiceOf(await shop.read(subscription));
  expect(draft).toMatchObject({ status: "draft", billing_reason: "subscription_cycle", auto_advance: true });
  await shop.advanceTo(end + 2 * HOUR);
  const paid = await shop.stripe.invoices.retrieve(draft.id);
  expect(paid).toMatchObject({ status: "paid", amount_paid: 700 });
});

claim(
  "auto_advance false keeps a draft a draft; lines can be added, then it is finalised by hand",
  async (shop) => {
    const subscription = await running(shop, 700);
    const end = itemOf(subscription).current_period_end;
    await shop.advanceTo(end + HOUR / 2);
    const { id } = invoiceOf(await shop.read(subscription));
    await shop.stripe.invoices.update(id, { auto_advance: false });
    await shop.advanceTo(end + 30 * HOUR);
    expect((await shop.stripe.invoices.retrieve(id)).status).toBe("draft");
    await shop.stripe.invoices.addLines(id, { lines: [{ amount: 250, description: "Usage" }] });
    const final = await shop.stripe.invoices.finalizeInvoice(id);
    expect(final).toMatchObject({ total: 950, number: expect.any(String) });
    expect(await shop.stripe.invoices.pay(id)).toMatchObject({ status: "paid", amount_paid: 950 });
  },
);

holdThem();
