import type Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Buyer } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/*
 * Coupons that people put at Stripe, on the customer or on its subscription: they are part of every promise, stand on
 * invoices as lines, and are taken once. 16 November 2026 in Tokyo; Starter is ¥5,000 and Business ¥12,000 a month.
 */
const at = (text: string) => new Date(text);

let world: World;
let buyer: Buyer;
beforeEach(async () => {
  world = await createWorld(at("2026-11-16T12:00:05Z"));
  buyer = await Buyer.withCard(world);
});
afterEach(() => world?.close());

async function subscriptionOf(): Promise<Stripe.Subscription> {
  const { data } = await world.stripe.subscriptions.list({ customer: await buyer.customerId() });
  const [subscription] = data;
  if (!subscription) throw new Error("there is a subscription");
  return subscription;
}

async function putOnSubscription(terms: Stripe.CouponCreateParams): Promise<void> {
  const coupon = await world.stripe.coupons.create({ name: "Sorry", ...terms });
  const { id } = await subscriptionOf();
  await world.stripe.subscriptions.update(id, { discounts: [{ coupon: coupon.id }] });
  await world.settle();
}

/** The amounts and the discounts of each invoice with lines, oldest first. */
async function invoices() {
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId() });
  return data
    .filter(({ lines }) => lines.data.length > 0)
    .reverse()
    .map(({ total, lines, discounts, total_discount_amounts: off }) => ({
      total,
      amounts: lines.data.map(({ amount }) => amount),
      left: discounts.length + (off?.length ?? 0),
    }));
}

const amounts = (preview: { promise: { lines: { amountMinor: string }[] } | null }) =>
  preview.promise?.lines.map(({ amountMinor }) => Number(amountMinor));

test("on the customer: purchase, renewal and change have it as a line, and nothing is taken twice", async () => {
  await world.sandbox.operations.giveCoupon(await buyer.customerId(), 10);
  await world.settle();
  const preview = await buyer.preview("starter");
  // 15 of 30 days: 2,500, less 10 %.
  expect(amounts(preview)).toEqual([2500, -250]);
  expect(preview.next).toMatchObject({ totalMinor: "4500" });
  await buyer.change("starter");
  await world.advanceTo(at("2026-12-01T00:00:00Z"));
  expect(await invoices()).toEqual([
    { total: 2250, amounts: [2500, -250], left: 0 },
    { total: 4500, amounts: [5000, -500], left: 0 },
  ]);
  // 16 December: 16 of 31 days of 4,500 come back (2,322.6), and 16 of 31 of 12,000 (6,193.5) are charged less 10 %.
  await world.advanceTo(at("2026-12-15T15:00:00Z"));
  expect(amounts(await buyer.preview("business"))).toEqual([-2323, 6194, -619]);
  await buyer.change("business");
  expect(await buyer.charges()).toEqual([2250, 4500, -2323 + 6194 - 619]);
});

test("on the subscription: the renewal has it, and what comes back of it is what was paid", async () => {
  await buyer.change("starter");
  await putOnSubscription({ percent_off: 20, duration: "forever" });
  await world.advanceTo(at("2026-12-01T00:00:00Z"));
  expect((await invoices()).at(-1)).toEqual({ total: 4000, amounts: [5000, -1000], left: 0 });
  await world.advanceTo(at("2026-12-15T15:00:00Z"));
  // 4,000 × 16/31 = 2,064.5; 6,194 less 20 % (1,238.8).
  expect(amounts(await buyer.preview("business"))).toEqual([-2065, 6194, -1239]);
});

test("an amount for three months is taken once a month, and ends", async () => {
  await buyer.change("starter");
  await putOnSubscription({
    amount_off: 700,
    currency: "jpy",
    duration: "repeating",
    duration_in_months: 2,
  });
  await world.advanceTo(at("2027-02-01T03:00:00Z"));
  // It ends on 16 January at noon: December's and January's invoices have it, February's has not.
  expect(await buyer.charges()).toEqual([2500, 4300, 4300, 5000]);
});

test("for one invoice it waits for a whole period, is used up by it, and is gone at Stripe", async () => {
  await buyer.change("starter");
  await putOnSubscription({ percent_off: 50, duration: "once" });
  const preview = await buyer.preview("business");
  expect(amounts(preview)).toEqual([-2500, 6000]);
  expect(preview.next).toMatchObject({ totalMinor: "6000" });
  await world.advanceTo(at("2026-12-01T00:00:00Z"));
  expect((await invoices()).at(-1)).toEqual({ total: 2500, amounts: [5000, -2500], left: 0 });
  expect((await subscriptionOf()).discounts).toEqual([]);
  await world.advanceTo(at("2027-01-01T00:00:00Z"));
  expect(await buyer.charges()).toEqual([2500, 2500, 5000]);
});

test("put on after the preview, unheard of: nothing is charged, and what is shown next has it", async () => {
  const preview = await buyer.preview("starter");
  world.sandbox.failures.add({ kind: "webhook_drop", match: {}, times: null, delayMs: 0 });
  await world.sandbox.operations.giveCoupon(await buyer.customerId(), 10);
  await world.settle();
  await buyer.confirm(preview);
  await world.settle();
  expect(await buyer.charges()).toEqual([]);
  expect(amounts(await buyer.preview("starter"))).toEqual([2500, -250]);
});

test("unheard of at a renewal: it lowers the invoice as Stripe has it, and the next promise contains it", async () => {
  await buyer.change("starter");
  world.sandbox.failures.add({ kind: "webhook_drop", match: {}, times: null, delayMs: 0 });
  await putOnSubscription({ percent_off: 20, duration: "forever" });
  world.sandbox.failures.clear();
  await world.advanceTo(at("2026-12-01T00:00:00Z"));
  expect((await invoices()).at(-1)).toEqual({ total: 4000, amounts: [5000], left: 2 });
  await world.advanceTo(at("2026-12-15T15:00:00Z"));
  expect(amounts(await buyer.preview("business"))).toEqual([-2065, 6194, -1239]);
  await world.advanceTo(at("2027-01-01T00:00:00Z"));
  expect((await invoices()).at(-1)).toEqual({ total: 4000, amounts: [5000, -1000], left: 0 });
});

test("final before Choba looked: Stripe has taken it, and it is not taken again", async () => {
  await buyer.change("starter");
  await putOnSubscription({ percent_off: 20, duration: "forever" });
  world.sandbox.failures.add({ kind: "webhook_drop", match: {}, times: null, delayMs: 0 });
  await world.jumpTo(at("2026-12-01T03:00:00Z"));
  world.sandbox.failures.clear();
  await world.settle();
  expect(await buyer.charges()).toEqual([2500, 4000]);
  await world.advanceTo(at("2026-12-15T15:00:00Z"));
  expect(amounts(await buyer.preview("business"))?.[0]).toBe(-2065);
  expect(await buyer.charges()).toEqual([2500, 4000]);
});
