import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { at } from "../testing/instants";
import { customerWith, itemOf, sell } from "../testing/shop";

let h: Harness;
let stripe: Stripe;
beforeAll(async () => {
  h = await startHarness({ frozenNow: at("2026-09-16T12:00:00Z") });
  ({ stripe } = h);
});
afterAll(() => h?.close());

test("a credit names the debit it gives back: invoiced lines, or an invoice item that is still pending", async () => {
  const customer = await customerWith(stripe);
  const [low, mid, high] = await Promise.all(
    [1000, 2000, 3000].map((amount) => sell(stripe, `P${amount}`, amount)),
  );
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: low?.price.id }],
    expand: ["latest_invoice"],
  });
  const { id } = itemOf(subscription);
  const invoice = subscription.latest_invoice as Stripe.Invoice;
  await stripe.subscriptions.update(subscription.id, { items: [{ id, price: mid?.price.id }] });
  await stripe.subscriptions.update(subscription.id, { items: [{ id, price: high?.price.id }] });
  const items = (await stripe.invoiceItems.list({ customer: customer.id })).data.reverse();
  expect(items.map((item) => item.amount)).toEqual([-1000, 2000, -2000, 3000]);
  expect(items.map((item) => item.proration_details?.credited_items ?? null)).toEqual([
    {
      type: "invoice_line_items",
      invoice_line_item_details: { invoice: invoice.id, invoice_line_items: [invoice.lines.data[0]?.id] },
    },
    null,
    { type: "invoice_item", invoice_item: items[1]?.id },
    null,
  ]);
});

test("cancelling with prorate and invoice_now credits the unused time to the balance, once", async () => {
  const customer = await customerWith(stripe);
  const { price } = await sell(stripe, "Returned", 3000);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
  });
  const { current_period_start: start, current_period_end: end } = itemOf(subscription);
  await h.advanceTo((start + end) / 2);
  const ended = await stripe.subscriptions.cancel(subscription.id, { prorate: true, invoice_now: true });
  expect(ended.status).toBe("canceled");
  const after = (await stripe.customers.retrieve(customer.id)) as Stripe.Customer;
  expect(after.balance).toBe(-1500);
  expect((await stripe.invoiceItems.list({ customer: customer.id, pending: true })).data).toEqual([]);
});
