import { setTimeout as sleep } from "node:timers/promises";
import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../../testing/harness";
import { at, DAY } from "../../testing/instants";
import { amounts, customerWith, invoiceOf, itemOf, sell } from "../../testing/shop";
import { submit, visit } from "../../testing/visitor";

const NOW = at("2026-11-16T00:00:00Z");
let h: Harness;
let customer: Stripe.Customer;
let subscription: Stripe.Subscription;
beforeAll(async () => {
  h = await startHarness({ frozenNow: NOW });
  customer = await customerWith(h.stripe);
  const { price } = await sell(h.stripe, "Business", 3000);
  subscription = await h.stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
});
afterAll(() => h.close());

const url = (place: string) => `${h.sandbox.url}/dashboard/${place}`;
const read = (id = subscription.id) => h.stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
/** Sends one of the forms of the subscription's page, which comes again when it was done. */
async function act(form: Record<string, string>): Promise<Stripe.Subscription> {
  const page = url(`subscriptions/${subscription.id}`);
  expect((await visit(page)).html).toContain(`value="${form.do}"`);
  const answer = await submit(page, form);
  expect(answer.html).not.toContain('role="alert"');
  expect(answer.status).toBe(303);
  return read();
}

test("items are added, multiplied, swapped and removed, with proration or without", async () => {
  const added = await act({
    do: "add_item",
    name: "Support",
    amount: "500",
    quantity: "2",
    proration: "none",
  });
  expect(added.items.data.map(({ price, quantity }) => [price.unit_amount, quantity])).toEqual([
    [3000, 1],
    [500, 2],
  ]);
  const { id: item } = itemOf(added);
  const more = await act({ do: "set_quantity", item, quantity: "3", proration: "always_invoice" });
  expect(itemOf(more).quantity).toBe(3);
  expect(amounts(invoiceOf(more))).toEqual([-3000, 9000]);
  const swapped = await act({ do: "swap_item", item, name: "Other", amount: "700", proration: "none" });
  expect(itemOf(swapped)).toMatchObject({ id: item, quantity: 1, price: { unit_amount: 700 } });
  const left = await act({ do: "remove_item", item, proration: "none" });
  expect(left.items.data.map(({ price }) => price.unit_amount)).toEqual([500]);
});

test("an end is set and taken back, collection paused and resumed, a trial begun and ended", async () => {
  expect((await act({ do: "end_on", day: "2026-11-26" })).cancel_at).toBe(NOW + 10 * DAY);
  expect((await act({ do: "do_not_end" })).cancel_at).toBeNull();
  expect((await act({ do: "end_at_period_end" })).cancel_at_period_end).toBe(true);
  await act({ do: "do_not_end" });
  const paused = await act({ do: "pause", behavior: "keep_as_draft", day: "2026-11-20" });
  expect(paused.pause_collection).toEqual({ behavior: "keep_as_draft", resumes_at: NOW + 4 * DAY });
  expect((await act({ do: "resume" })).pause_collection).toBeNull();
  expect(await act({ do: "start_trial", day: "2026-12-01" })).toMatchObject({
    status: "trialing",
    trial_end: at("2026-12-01T00:00:00Z"),
  });
  expect((await act({ do: "end_trial" })).status).toBe("active");
});

test("what Stripe refuses is shown", async () => {
  const page = url(`subscriptions/${subscription.id}`);
  const answer = await submit(page, { do: "end_on", day: "2026-01-01" }, { "Accept-Language": "ja" });
  expect(answer.html).toContain("cancel_at must be in the future");
  expect(answer.html).toContain("この日に終了");
});

test("a customer gets a second subscription and another balance", async () => {
  const page = url(`customers/${customer.id}`);
  await submit(page, { do: "subscribe", name: "Extra", amount: "1200", quantity: "1", interval: "year" });
  await submit(page, { do: "change_balance", amount: "-400" });
  const all = await h.stripe.subscriptions.list({ customer: customer.id });
  expect(all.data.map((one) => itemOf(one).price.recurring?.interval)).toEqual(["year", "month"]);
  expect(await h.stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -400 });
});

test("a control request does the same, refuses what is unknown, and cancels", async () => {
  const [paid] = (await h.stripe.invoices.list({ customer: customer.id, status: "paid" })).data;
  await h.control("/by_hand", { do: "refund", invoice: paid?.id ?? "", amount: 100 });
  expect((await h.stripe.refunds.list()).data.map(({ amount }) => amount)).toEqual([100]);
  await h.control("/by_hand", { do: "cancel_now", subscription: subscription.id });
  expect((await read()).status).toBe("canceled");
  await expect(h.control("/by_hand", { do: "sell_the_company" })).rejects.toThrow("must be one of add_item");
  await expect(h.control("/by_hand", { do: "resume", subscription: "sub_none" })).rejects.toThrow("No such");
  expect((await visit(url(`subscriptions/${subscription.id}`))).html).not.toContain('value="add_item"');
});

test("Stripe is away until told otherwise, or for a while", async () => {
  const overview = `${h.sandbox.url}/dashboard`;
  await submit(overview, { do: "on", kind: "unavailable_503", seconds: "" });
  await expect(h.stripe.customers.list()).rejects.toMatchObject({ statusCode: 503 });
  expect((await visit(overview)).html).toContain("until cleared");
  await submit(overview, { do: "off" });
  await h.stripe.customers.list();
  await h.control("/failures", { kind: "webhook_drop", for_seconds: 1 });
  expect((await visit(overview)).html).toContain("for 1 s");
  await h.newTypes();
  await h.stripe.customers.update(customer.id, { name: "Lost" });
  expect(await h.newTypes()).toEqual([]);
  await sleep(1100);
  await h.stripe.customers.update(customer.id, { name: "Heard" });
  expect(await h.newTypes()).toEqual(["customer.updated"]);
});
