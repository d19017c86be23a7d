import { expect } from "vitest";
import { DAY, HOUR } from "@/sandbox/testing/instants";
import { amounts, invoiceOf, itemOf, texts } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import { NOW } from "./shop";

/*
 * What Stripe's documentation leaves open and the sandbox had to decide. A run against real Stripe settles
 * each.
 */
const unverified = { unverified: true };

const invoiced = { proration_behavior: "always_invoice" } as const;

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
  "the line of a first part-month says “Remaining time on … after DD Mon YYYY”",
  async (shop) => {
    const price = await shop.price("Starter", 3000);
    const subscription = await shop.subscribe(price, await shop.customer(), {
      items: [{ price, quantity: 2 }],
      billing_cycle_anchor: NOW + 15 * DAY,
    });
    expect(texts(invoiceOf(subscription))).toEqual(["Remaining time on 2 × Starter after 16 Sep 2026"]);
  },
  unverified,
);

claim(
  "a first part-month is prorated by the seconds of a whole one",
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
