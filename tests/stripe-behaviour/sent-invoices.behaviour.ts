import { expect } from "vitest";
import { DAY, HOUR } from "@/sandbox/testing/instants";
import { amounts, invoiceOf } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import type { Shop } from "./shop";
import { NOW } from "./shop";

/* docs.stripe.com/billing/collection-method, api/subscriptions/create (cancel_at) */

const FIRST_OF_OCTOBER = NOW + 15 * DAY;
const payer = { email: "payer@example.com" };

async function sent(shop: Shop, extra: Parameters<Shop["subscribe"]>[2] = {}) {
  return shop.subscribe(await shop.price("Sent", 3000), await shop.customer(null, payer), {
    collection_method: "send_invoice",
    days_until_due: 30,
    ...extra,
  });
}

claim("a sent invoice begins as a draft, and the subscription is active before it is paid", async (shop) => {
  const subscription = await sent(shop);
  expect(subscription).toMatchObject({ status: "active", collection_method: "send_invoice" });
  expect(invoiceOf(subscription)).toMatchObject({ status: "draft", collection_method: "send_invoice" });
  expect(amounts(invoiceOf(subscription))).toEqual([3000]);
});

claim("an hour later it is open, with a page to pay on and a day by which to pay", async (shop) => {
  const subscription = await sent(shop);
  await shop.advanceTo(NOW + 2 * HOUR);
  const invoice = invoiceOf(await shop.read(subscription));
  expect(invoice).toMatchObject({ status: "open", attempted: false });
  expect(invoice.hosted_invoice_url).toMatch(/^https?:/);
  expect(invoice.due_date).toBeGreaterThanOrEqual(NOW + 30 * DAY);
});

claim(
  "not paid by its day, the subscription is past due; paid out of band, it is active again",
  async (shop) => {
    const subscription = await sent(shop, { days_until_due: 5 });
    await shop.advanceTo(NOW + 6 * DAY);
    const late = await shop.read(subscription);
    expect(late.status).toBe("past_due");
    await shop.stripe.invoices.pay(invoiceOf(late).id ?? "", { paid_out_of_band: true });
    const paid = await shop.read(subscription);
    expect(paid.status).toBe("active");
    expect(invoiceOf(paid).status).toBe("paid");
  },
);

claim(
  "a period in which it is to end costs only the part before that",
  async (shop) => {
    const subscription = await sent(shop, {
      billing_cycle_anchor: FIRST_OF_OCTOBER,
      cancel_at: FIRST_OF_OCTOBER + 15.5 * DAY,
    });
    await shop.advanceTo(FIRST_OF_OCTOBER + HOUR);
    expect(amounts(invoiceOf(await shop.read(subscription)))).toEqual([1500]);
    await shop.advanceTo(FIRST_OF_OCTOBER + 16 * DAY);
    expect((await shop.read(subscription)).status).toBe("canceled");
  },
  { unverified: true },
);

claim("what waits on the customer goes on the first invoice of the next subscription", async (shop) => {
  const customer = await shop.customer(null, payer);
  await shop.stripe.invoiceItems.create({
    customer: customer.id,
    currency: "usd",
    amount: -1000,
    description: "Unused time",
    period: { start: NOW, end: FIRST_OF_OCTOBER },
  });
  const subscription = await shop.subscribe(await shop.price("Next", 3000), customer, {
    collection_method: "send_invoice",
    days_until_due: 30,
  });
  expect(amounts(invoiceOf(subscription)).sort()).toEqual([-1000, 3000].sort());
});

claim(
  "an invoice of nothing but a credit is paid at once and stays on the customer's balance",
  async (shop) => {
    const customer = await shop.customer(null, payer);
    await shop.stripe.invoiceItems.create({ customer: customer.id, currency: "usd", amount: -1000 });
    const draft = await shop.stripe.invoices.create({
      customer: customer.id,
      currency: "usd",
      pending_invoice_items_behavior: "include",
      collection_method: "send_invoice",
      days_until_due: 30,
      auto_advance: false,
    });
    const invoice = await shop.stripe.invoices.finalizeInvoice(draft.id ?? "");
    expect(invoice).toMatchObject({ status: "paid", amount_due: 0, total: -1000 });
    expect(await shop.stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -1000 });
  },
);

holdThem();
