import type Stripe from "stripe";
import { expect } from "vitest";
import { DAY, HOUR } from "@/sandbox/testing/instants";
import { amounts, invoiceOf, itemOf, texts } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import { NOW, type Shop } from "./shop";

/*
 * What Stripe's documentation leaves open and the sandbox had to decide. A run against real Stripe settles
 * each.
 */
const unverified = { unverified: true };

const invoiced = { proration_behavior: "always_invoice", payment_behavior: "pending_if_incomplete" } as const;

claim(
  "an exact half of a minor unit is rounded away from zero",
  async (shop) => {
    const [low, high] = [await shop.price("Low", 101), await shop.price("High", 303)];
    const subscription = await shop.subscribe(low, await shop.customer());
    const changed = await shop.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: high, quantity: 1 }],
      ...invoiced,
      proration_date: NOW + 15 * DAY,
      expand: ["latest_invoice"],
    });
    expect(amounts(invoiceOf(changed))).toEqual([-51, 152]);
  },
  unverified,
);

claim(
  "a start in the past with an anchor charges from that second up to the anchor, as previewed",
  async (shop) => {
    const price = await shop.price("Anchored", 3000);
    const customer = await shop.customer();
    // 15 days and 10 minutes of 30 days are left: 3000 × 0.50023… = 1500.69…
    const [start, anchor] = [NOW - 600, NOW + 15 * DAY];
    const preview = await shop.stripe.invoices.createPreview({
      customer: customer.id,
      subscription_details: {
        items: [{ price, quantity: 1 }],
        start_date: start,
        billing_cycle_anchor: { type: "timestamp", timestamp: anchor },
        proration_behavior: "create_prorations",
      },
    });
    const subscription = await shop.subscribe(price, customer, {
      backdate_start_date: start,
      billing_cycle_anchor: anchor,
      proration_behavior: "create_prorations",
    });
    expect(amounts(invoiceOf(subscription))).toEqual([1501]);
    expect(amounts(preview)).toEqual([1501]);
    expect(subscription).toMatchObject({ status: "active", start_date: start, billing_cycle_anchor: anchor });
    expect(itemOf(subscription).current_period_end).toBe(anchor);
  },
  unverified,
);

claim(
  "the line of a first part-month says “Remaining time on … after DD Mon YYYY”",
  async (shop) => {
    const price = await shop.price("Starter", 3000);
    const subscription = await shop.subscribe(price, await shop.customer(), {
      items: [{ price, quantity: 2 }],
      backdate_start_date: NOW - 60,
      billing_cycle_anchor: NOW + 15 * DAY,
    });
    expect(texts(invoiceOf(subscription))).toEqual(["Remaining time on 2 × Starter after 16 Sep 2026"]);
  },
  unverified,
);

claim(
  "a first part-month that is not backdated is prorated alike",
  async (shop) => {
    const anchor = NOW + 15 * DAY;
    const price = await shop.price("Anchored", 3000);
    const extra = { billing_cycle_anchor: anchor, proration_behavior: "create_prorations" } as const;
    const subscription = await shop.subscribe(price, await shop.customer(), extra);
    expect(amounts(invoiceOf(subscription))).toEqual([1500]);
  },
  unverified,
);

claim(
  "a change within a first part-month is measured by a whole month",
  async (shop) => {
    const [low, high] = [await shop.price("Low", 3000), await shop.price("High", 6000)];
    const subscription = await shop.subscribe(low, await shop.customer(), {
      billing_cycle_anchor: NOW + 15 * DAY,
      proration_behavior: "create_prorations",
    });
    const changed = await shop.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: high, quantity: 1 }],
      ...invoiced,
      proration_date: NOW,
      expand: ["latest_invoice"],
    });
    expect(amounts(invoiceOf(changed))).toEqual([-1500, 3000]);
  },
  unverified,
);

claim(
  "pending_if_incomplete refuses the removal of an item",
  async (shop) => {
    const [one, two] = [await shop.price("One", 1000), await shop.price("Two", 500)];
    const subscription = await shop.subscribe(one, await shop.customer(), {
      items: [{ price: one }, { price: two }],
    });
    const removal = shop.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, deleted: true }],
      ...invoiced,
    });
    await expect(removal).rejects.toMatchObject({ statusCode: 400 });
  },
  unverified,
);

claim(
  "cancelling an incomplete subscription voids its first invoice",
  async (shop) => {
    const customer = await shop.customer("pm_card_chargeCustomerFail");
    const subscription = await shop.subscribe(await shop.price("Plan", 1000), customer, {
      payment_behavior: "allow_incomplete",
    });
    await shop.stripe.subscriptions.cancel(subscription.id);
    const after = await shop.read(subscription);
    expect(after.status).toMatch(/^(canceled|incomplete_expired)$/);
    expect(invoiceOf(after).status).toBe("void");
  },
  unverified,
);

/** A subscription with a schedule that keeps it unchanged for one more month. */
async function scheduled(shop: Shop): Promise<{ schedule: string; subscription: Stripe.Subscription }> {
  const price = await shop.price("Kept", 1000);
  const subscription = await shop.subscribe(price, await shop.customer());
  const schedule = await shop.stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  return { schedule: schedule.id, subscription };
}

claim(
  "a schedule whose only phase has ended, with end_behavior release, is over and the subscription goes on",
  async (shop) => {
    const { schedule, subscription } = await scheduled(shop);
    await shop.advanceTo(itemOf(subscription).current_period_end + 2 * HOUR);
    expect((await shop.stripe.subscriptionSchedules.retrieve(schedule)).status).toMatch(
      /^(completed|released)$/,
    );
    expect(await shop.read(subscription)).toMatchObject({ status: "active", schedule: null });
  },
  unverified,
);

claim(
  "an item of the same price keeps its id when a phase begins",
  async (shop) => {
    const { schedule, subscription } = await scheduled(shop);
    const next = await shop.price("Next", 500);
    const { phases } = await shop.stripe.subscriptionSchedules.retrieve(schedule);
    await shop.stripe.subscriptionSchedules.update(schedule, {
      end_behavior: "release",
      phases: [
        {
          start_date: phases[0]?.start_date,
          end_date: phases[0]?.end_date,
          items: [{ price: itemOf(subscription).price.id, quantity: 1 }],
        },
        {
          items: [
            { price: itemOf(subscription).price.id, quantity: 1 },
            { price: next, quantity: 1 },
          ],
          duration: { interval: "month", interval_count: 1 },
          proration_behavior: "none",
        },
      ],
    });
    await shop.advanceTo(itemOf(subscription).current_period_end + 2 * HOUR);
    const items = (await shop.read(subscription)).items.data;
    const kept = items.find((item) => item.price.id === itemOf(subscription).price.id);
    expect(items).toHaveLength(2);
    expect(kept?.id).toBe(itemOf(subscription).id);
  },
  unverified,
);

claim(
  "3-D Secure on a renewal: past_due, and the payment waits for the payer",
  async (shop) => {
    const customer = await shop.customer();
    const subscription = await shop.subscribe(await shop.price("Plan", 1000), customer);
    await shop.changeCard(customer.id, "pm_card_authenticationRequired");
    await shop.advanceTo(itemOf(subscription).current_period_end + 2 * HOUR);
    const after = await shop.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice.payments.data.payment.payment_intent"],
    });
    expect(after.status).toBe("past_due");
    const intent = invoiceOf(after).payments?.data[0]?.payment.payment_intent;
    expect(intent).toMatchObject({ status: "requires_action" });
  },
  unverified,
);

holdThem();
