import type Stripe from "stripe";
import { expect } from "vitest";
import { HOUR } from "@/sandbox/testing/instants";
import { invoiceOf, itemOf } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import type { Shop } from "./shop";

/* docs.stripe.com/billing/subscriptions/cancel, invoicing/integration/workflow-transitions */

async function running(shop: Shop, amount = 5000): Promise<Stripe.Subscription> {
  return shop.subscribe(await shop.price("Running", amount), await shop.customer());
}

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
