import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { at, DAY, HOUR } from "../testing/instants";
import { customerWith, invoiceOf, itemOf, sell } from "../testing/shop";

let h: Harness;
let stripe: Stripe;
let price: string;

beforeAll(async () => {
  h = await startHarness({ frozenNow: at("2026-09-16T12:00:00Z"), webhookRetryMs: [20, 50] });
  ({ stripe } = h);
  price = (await sell(stripe, "Plan", 1000)).price.id;
});
afterAll(() => h?.close());

const subscribe = async (extra: Partial<Stripe.SubscriptionCreateParams> = {}, customer?: Stripe.Customer) =>
  stripe.subscriptions.create({
    customer: (customer ?? (await customerWith(stripe))).id,
    items: [{ price }],
    ...extra,
  });

const latest = async (id: string) =>
  invoiceOf(await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] }));

test("a renewal is a draft at the period's end, finalised and paid an hour later; each event at its own instant", async () => {
  const subscription = await subscribe();
  const end = itemOf(subscription).current_period_end;
  await h.newTypes();
  await h.advanceTo(end);
  expect(await latest(subscription.id)).toMatchObject({
    status: "draft",
    created: end,
    automatically_finalizes_at: end + HOUR,
  });
  await h.advanceTo(end + 3 * DAY);
  const invoice = await latest(subscription.id);
  expect(invoice).toMatchObject({
    status: "paid",
    period_start: itemOf(subscription).current_period_start,
    period_end: end,
  });
  expect(invoice.lines.data[0]?.period).toEqual({ start: end, end: at("2026-11-16T12:00:00Z") });
  expect(invoice.status_transitions.paid_at).toBe(end + HOUR);
  await h.newTypes();
  const paid = h.received.findLast((event) => event.type === "invoice.paid");
  expect(paid?.created).toBe(end + HOUR);
});

test("with auto_advance false a draft waits until it is finalised by request, and takes lines", async () => {
  const subscription = await subscribe();
  const end = itemOf(subscription).current_period_end;
  await h.advanceTo(end);
  const { id } = await latest(subscription.id);
  await stripe.invoices.update(id, { auto_advance: false });
  await h.advanceTo(end + 10 * DAY);
  expect((await stripe.invoices.retrieve(id)).status).toBe("draft");
  const added = await stripe.invoices.addLines(id, { lines: [{ amount: 250, description: "Usage" }] });
  expect(added.total).toBe(1250);
  await stripe.invoices.finalizeInvoice(id);
  expect(await stripe.invoices.pay(id)).toMatchObject({ status: "paid", amount_paid: 1250 });
});

test("cancel at period end can be undone, and otherwise ends the subscription without another invoice", async () => {
  const subscription = await subscribe();
  const end = itemOf(subscription).current_period_end;
  const stopped = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  expect(stopped).toMatchObject({ status: "active", cancel_at_period_end: true, cancel_at: end });
  const undone = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
  expect(undone).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null });
  await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  await h.advanceTo(end);
  const ended = await stripe.subscriptions.retrieve(subscription.id);
  expect(ended).toMatchObject({
    status: "canceled",
    ended_at: end,
    latest_invoice: subscription.latest_invoice,
  });
});

test("a pending one-off item is put on the next renewal's invoice", async () => {
  const subscription = await subscribe();
  await stripe.invoiceItems.create({
    customer: subscription.customer as string,
    amount: 77,
    currency: "jpy",
    description: "Extra",
  });
  await h.advanceTo(itemOf(subscription).current_period_end + HOUR);
  expect((await latest(subscription.id)).lines.data.map((line) => line.amount)).toEqual([77, 1000]);
});

test("objects on a test clock follow its time and not the base clock", async () => {
  const start = at("2030-01-31T00:00:00Z");
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start });
  const customer = await customerWith(stripe, "pm_card_visa", { test_clock: clock.id });
  expect(customer.created).toBe(start);
  const subscription = await subscribe({}, customer);
  expect(itemOf(subscription).current_period_end).toBe(at("2030-02-28T00:00:00Z"));
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: at("2030-03-31T02:00:00Z") });
  await expect
    .poll(async () => (await stripe.testHelpers.testClocks.retrieve(clock.id)).status, { timeout: 15_000 })
    .toBe("ready");
  const renewed = await stripe.subscriptions.retrieve(subscription.id);
  expect(itemOf(renewed).current_period_start).toBe(at("2030-03-31T00:00:00Z"));
  const invoices = await stripe.invoices.list({ subscription: subscription.id });
  expect(invoices.data.map((invoice) => invoice.status)).toEqual(["paid", "paid", "paid"]);
  await stripe.testHelpers.testClocks.del(clock.id);
  await expect(stripe.customers.update(customer.id, { name: "x" })).rejects.toMatchObject({
    code: "resource_missing",
  });
});

test("the clock never goes back, and can be frozen only while there are no objects", async () => {
  await expect(h.control("/clock", { advance_to: at("2026-01-01T00:00:00Z") })).rejects.toThrow(
    /only moves forward/,
  );
  await expect(h.control("/clock", { mode: "frozen", now: 5 })).rejects.toThrow(/no objects/);
});

test("with a flowing clock due things happen by themselves, and a restart keeps the offset", async () => {
  const own = await startHarness();
  const plan = (await sell(own.stripe, "Flowing", 500)).price.id;
  const customer = await customerWith(own.stripe);
  const subscription = await own.stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: plan }],
  });
  const end = itemOf(subscription).current_period_end;
  await own.control("/clock", { advance_to: end - 1 });
  await own.restart();
  await expect
    .poll(async () => itemOf(await own.stripe.subscriptions.retrieve(subscription.id)).current_period_start, {
      timeout: 15_000,
    })
    .toBe(end);
  await own.close();
});

test("events that were committed but not delivered are delivered after a restart", async () => {
  const own = await startHarness({ webhookRetryMs: [60_000] });
  await own.newTypes();
  // Nothing listens at the old address, so the delivery stays pending.
  const endpoint = (await own.stripe.webhookEndpoints.list()).data[0];
  await own.stripe.webhookEndpoints.update(endpoint?.id ?? "", { url: "http://127.0.0.1:9/nobody" });
  await own.stripe.customers.create({ name: "Late" });
  expect(await own.newTypes()).toEqual([]);
  await own.stripe.webhookEndpoints.update(endpoint?.id ?? "", { url: endpoint?.url ?? "" });
  await own.forgetPauses();
  await own.restart();
  expect(await own.newTypes()).toContain("customer.created");
  await own.close();
});

test("webhooks can be dropped, duplicated and shuffled", async () => {
  await h.newTypes();
  await h.control("/failures", { kind: "webhook_drop", times: 1 });
  await stripe.customers.create({ name: "Dropped" });
  expect(await h.newTypes()).toEqual([]);
  await h.control("/failures", { kind: "webhook_duplicate", times: 1 });
  await stripe.customers.create({ name: "Doubled" });
  expect(await h.newTypes()).toEqual(["customer.created", "customer.created"]);
  await h.control("/failures", { kind: "webhook_shuffle" });
  const subscription = await subscribe();
  const types = await h.newTypes();
  h.sandbox.failures.clear();
  expect(types.indexOf("invoice.paid")).toBeLessThan(types.indexOf("customer.subscription.created"));
  expect(subscription.status).toBe("active");
});
