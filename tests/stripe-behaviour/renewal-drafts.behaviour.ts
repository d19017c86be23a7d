import type Stripe from "stripe";
import { expect } from "vitest";
import { DAY, HOUR } from "@/sandbox/testing/instants";
import { amounts, invoiceOf, itemOf } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import type { Shop } from "./shop";

/*
 * docs.stripe.com/invoicing/scheduled-finalization, invoicing/integration/automatic-advancement-collection,
 * billing/subscriptions/cancel, docs.stripe.com/api/invoices/delete
 */

async function renewal(shop: Shop): Promise<{ subscription: Stripe.Subscription; draft: Stripe.Invoice }> {
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), await shop.customer());
  await shop.advanceTo(itemOf(subscription).current_period_end + HOUR / 2);
  const after = await shop.read(subscription);
  return { subscription: after, draft: invoiceOf(after) };
}

claim("a renewal's draft says when it is finalised, about an hour after the anchor", async (shop) => {
  const { draft } = await renewal(shop);
  expect(draft).toMatchObject({ status: "draft", auto_advance: true, amount_due: 1000 });
  expect(draft.automatically_finalizes_at).toBeGreaterThan(draft.created);
  expect(draft.automatically_finalizes_at).toBeLessThanOrEqual(draft.created + 2 * HOUR);
});

claim(
  "that time can be moved days ahead; lines come in meanwhile; then it is finalised and charged",
  async (shop) => {
    const { draft } = await renewal(shop);
    const hold = draft.created + 3 * DAY;
    const moved = await shop.stripe.invoices.update(draft.id, { automatically_finalizes_at: hold });
    expect(moved).toMatchObject({ automatically_finalizes_at: hold, auto_advance: true });
    await shop.advanceTo(hold - DAY);
    const added = await shop.stripe.invoices.addLines(draft.id, {
      lines: [{ amount: 250, description: "Usage" }],
    });
    expect(added.status).toBe("draft");
    expect(amounts(added)).toEqual([1000, 250]);
    await shop.advanceTo(hold + 2 * HOUR);
    expect(await shop.stripe.invoices.retrieve(draft.id)).toMatchObject({
      status: "paid",
      amount_paid: 1250,
      automatically_finalizes_at: null,
    });
  },
  { unverified: true },
);

claim("that time lies in the future, within five years, and needs auto_advance", async (shop) => {
  const { draft } = await renewal(shop);
  const move = (automatically_finalizes_at: number) =>
    shop.stripe.invoices.update(draft.id, { automatically_finalizes_at });
  await expect(move(draft.created - DAY)).rejects.toMatchObject({ statusCode: 400 });
  await expect(move(draft.created + 6 * 366 * DAY)).rejects.toMatchObject({ statusCode: 400 });
  expect(await move(draft.created + 4 * 365 * DAY)).toMatchObject({ status: "draft" });
  const off = await shop.stripe.invoices.update(draft.id, { auto_advance: false });
  expect(off.automatically_finalizes_at).toBeNull();
  await expect(move(draft.created + DAY)).rejects.toMatchObject({ statusCode: 400 });
});

claim("an own invoice may be finalised at a time, too", async (shop) => {
  const { draft: renewed } = await renewal(shop);
  const at = renewed.created + 2 * DAY;
  const draft = await shop.draft(renewed.customer as string, [{ amount: 700, description: "Work" }], {
    auto_advance: true,
    automatically_finalizes_at: at,
  });
  expect(draft.automatically_finalizes_at).toBe(at);
  await shop.advanceTo(at + 2 * HOUR);
  expect((await shop.stripe.invoices.retrieve(draft.id)).status).toBe("paid");
});

claim(
  "it can be told to refuse another time, and then auto_advance false holds the draft",
  async (shop) => {
    const { draft } = await renewal(shop);
    await shop.at.fail?.("refuse_finalization_time");
    const move = shop.stripe.invoices.update(draft.id, {
      automatically_finalizes_at: draft.created + 3 * DAY,
    });
    await expect(move).rejects.toMatchObject({ statusCode: 400, param: "automatically_finalizes_at" });
    await shop.stripe.invoices.update(draft.id, { auto_advance: false });
    await shop.advanceTo(draft.created + 3 * DAY);
    expect((await shop.stripe.invoices.retrieve(draft.id)).status).toBe("draft");
    const open = await shop.stripe.invoices.finalizeInvoice(draft.id, { auto_advance: true });
    expect(open).toMatchObject({ status: "open", auto_advance: true });
    await shop.advanceTo(draft.created + 3 * DAY + 2 * HOUR);
    expect((await shop.stripe.invoices.retrieve(draft.id)).status).toBe("paid");
  },
  { onlyInSandbox: "a refusal that Stripe does not document" },
);

claim(
  "its own lines take other texts, days, amounts and no discount, and it takes back what its coupon lowers",
  async (shop) => {
    const subscription = await shop.subscribe(await shop.price("Plan", 1000), await shop.customer(), {
      discounts: [{ coupon: await shop.coupon({ percent_off: 20, duration: "forever" }) }],
    });
    await shop.advanceTo(itemOf(subscription).current_period_end + HOUR / 2);
    const { id, lines, created, total } = invoiceOf(await shop.read(subscription));
    expect(total).toBe(800);
    expect(await shop.stripe.invoices.update(id, { discounts: "" })).toMatchObject({
      total: 1000,
      discounts: [],
    });
    const period = { start: created, end: created + 10 * DAY };
    await shop.stripe.invoices.updateLineItem(id, lines.data[0]?.id ?? "", {
      description: "Plan, ten days",
      amount: 333,
      period,
      discountable: false,
    });
    const changed = await shop.stripe.invoices.retrieve(id);
    expect(changed).toMatchObject({ total: 333 });
    expect(changed.lines.data[0]).toMatchObject({ description: "Plan, ten days", amount: 333, period });
    expect((await shop.read(subscription)).discounts).toHaveLength(1);
  },
  { unverified: true },
);

claim(
  "it can be told to refuse texts and amounts of its own lines, and to keep its discounts",
  async (shop) => {
    const { draft } = await renewal(shop);
    const line = draft.lines.data[0]?.id ?? "";
    const change = (params: Stripe.InvoiceUpdateLineItemParams) =>
      shop.stripe.invoices.updateLineItem(draft.id, line, params);
    await shop.at.fail?.("refuse_line_texts");
    await expect(change({ description: "Other" })).rejects.toMatchObject({ param: "description" });
    await shop.at.fail?.("refuse_line_amounts");
    await expect(change({ amount: 1 })).rejects.toMatchObject({ param: "amount" });
    const coupon = await shop.coupon({ percent_off: 50, duration: "once" });
    const lowered = await shop.stripe.invoices.update(draft.id, { discounts: [{ coupon }] });
    expect(lowered.total).toBe(500);
    await shop.at.fail?.("keep_discounts");
    expect((await shop.stripe.invoices.update(draft.id, { discounts: "" })).total).toBe(500);
    expect((await shop.stripe.invoices.update(draft.id, { discounts: "" })).total).toBe(1000);
  },
  { onlyInSandbox: "refusals that Stripe does not document" },
);

claim("a subscription's draft is neither deleted nor voided, but finalised and then voided", async (shop) => {
  const { draft } = await renewal(shop);
  await expect(shop.stripe.invoices.del(draft.id)).rejects.toMatchObject({ statusCode: 400 });
  await expect(shop.stripe.invoices.voidInvoice(draft.id)).rejects.toMatchObject({ statusCode: 400 });
  await shop.stripe.invoices.finalizeInvoice(draft.id, { auto_advance: false });
  expect(await shop.stripe.invoices.voidInvoice(draft.id)).toMatchObject({
    status: "void",
    auto_advance: false,
  });
  await shop.advanceTo(draft.created + 2 * DAY);
  expect((await shop.stripe.charges.list({ customer: draft.customer as string })).data).toHaveLength(1);
});

claim("without auto_advance a failed payment is not tried again", async (shop) => {
  const { subscription, draft } = await renewal(shop);
  await shop.changeCard(subscription.customer as string, "pm_card_chargeCustomerFail");
  await shop.advanceTo(draft.created + 2 * HOUR);
  const failed = await shop.stripe.invoices.retrieve(draft.id);
  expect(failed).toMatchObject({ status: "open", attempt_count: 1 });
  expect(failed.next_payment_attempt).not.toBeNull();
  const off = await shop.stripe.invoices.update(draft.id, { auto_advance: false });
  expect(off).toMatchObject({ auto_advance: false, next_payment_attempt: null });
  await shop.advanceTo(draft.created + 20 * DAY);
  expect((await shop.stripe.invoices.retrieve(draft.id)).attempt_count).toBe(1);
});

claim(
  "a cancellation stops the collection of all the customer's finalised invoices; it can be set again",
  async (shop) => {
    const customer = await shop.customer();
    const subscription = await shop.subscribe(await shop.price("Plan", 1000), customer);
    const draft = await shop.draft(customer.id, [{ amount: 700, description: "Work" }]);
    await shop.stripe.invoices.finalizeInvoice(draft.id, { auto_advance: true });
    await shop.stripe.invoiceItems.create({ customer: customer.id, currency: "usd", amount: 300 });
    const ended = await shop.stripe.subscriptions.cancel(subscription.id, {
      prorate: false,
      invoice_now: false,
    });
    expect(ended.status).toBe("canceled");
    expect(await shop.stripe.invoices.retrieve(draft.id)).toMatchObject({
      status: "open",
      auto_advance: false,
    });
    const pending = await shop.stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data.map(({ amount }) => amount)).toEqual([300]);
    const again = await shop.stripe.invoices.update(draft.id, { auto_advance: true });
    expect(again.auto_advance).toBe(true);
    await shop.advanceTo(draft.created + 3 * HOUR);
    expect((await shop.stripe.invoices.retrieve(draft.id)).status).toBe("paid");
  },
);

claim("after a cancellation the draft of the renewal is not collected", async (shop) => {
  const { subscription, draft } = await renewal(shop);
  await shop.stripe.subscriptions.cancel(subscription.id);
  await shop.advanceTo(draft.created + 3 * DAY);
  const after = await shop.stripe.invoices.retrieve(draft.id);
  expect(after).toMatchObject({ auto_advance: false, amount_paid: 0 });
  expect(after.status).not.toBe("paid");
});

claim("cancelled at once, a subscription that was set to end is set to end no more", async (shop) => {
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), await shop.customer());
  await shop.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  expect(await shop.stripe.subscriptions.cancel(subscription.id)).toMatchObject({
    status: "canceled",
    cancel_at: null,
    cancel_at_period_end: false,
  });
});

holdThem();
