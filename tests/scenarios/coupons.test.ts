import { afterEach, expect, test } from "vitest";
import { couponUses } from "@/lib/features/catalog/coupons/coupon-uses";
import { createCoupon } from "@/lib/features/catalog/coupons/create-coupon";
import { listCoupons } from "@/lib/features/catalog/coupons/list-coupons";
import { updateCoupon } from "@/lib/features/catalog/coupons/update-coupon";
import type { InputOf } from "@/lib/features/foundation/use-case/use-case";
import { discardOrder } from "@/lib/features/license/orders/discard-order";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/* Coupons from the purchase to the end of their months, and what Stripe's invoices say. All sums are worked out by hand. */
const at = (text: string) => new Date(text);
type Fields = Omit<InputOf<typeof createCoupon>, "code">;
const tenPercent: Fields = {
  name: { en: "Welcome", ja: "ようこそ割引" },
  value: { type: "percent", percent: "10" },
  months: 3,
  oncePerTenant: true,
  firstDay: null,
  lastDay: null,
  maximumUses: null,
};
const thousandOff: Fields = {
  ...tenPercent,
  value: { type: "amount", amountMinor: "1000", currency: "JPY" },
  months: null,
};

let world: World;
const open = async (now: string) => {
  world = await createWorld(at(now));
  return Buyer.withCard(world);
};
afterEach(() => world?.close());

const makeCoupon = async (code: string, fields: Fields) =>
  value(await createCoupon(await world.asSystem(), { code, ...fields })).id;

const amounts = (preview: { promise: { lines: { amountMinor: string }[] } | null }) =>
  preview.promise?.lines.map(({ amountMinor }) => Number(amountMinor));

/** The lines and totals of a customer's invoices that are not of nothing, oldest first. */
async function invoices(buyer: Buyer) {
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 20 });
  return data
    .filter(({ lines }) => lines.data.length > 0)
    .map(({ total, lines }) => ({ total, lines: lines.data.map(({ amount }) => amount) }))
    .reverse();
}

const usesOf = async (id: string) =>
  value(await listCoupons(await world.asSystem(), {})).find((coupon) => coupon.id === id);

async function refusedRule(buyer: Buyer, couponCode: string, planKey = "starter") {
  const answer = await previewChange(await buyer.ctx(), buyer.tenantId, {
    planKey,
    interval: "month",
    couponCode,
  });
  return answer.ok ? null : answer.refusal.fields;
}
const rule = (name: string) => [{ field: "couponCode", rule: name }];

test("10 % for three months: bought on 16 November, upgraded in December, over in February", async () => {
  const buyer = await open("2026-11-16T03:00:05Z");
  const id = await makeCoupon("WELCOME-10", tenPercent);
  // 15 of 30 days: ¥5,000 × 15/30 = ¥2,500, less 10 %.
  const preview = await buyer.preview("starter", "month", { couponCode: " welcome-10 " });
  expect(preview).toMatchObject({
    coupon: { code: "WELCOME-10" },
    promise: { dueNowMinor: "2250", discountMinor: "250" },
    next: { totalMinor: "4500" },
  });
  await buyer.change("starter", "month", { couponCode: "welcome-10" });
  expect(await refusedRule(buyer, "WELCOME-10", "business")).toEqual(rule("coupon_used_by_tenant"));
  expect((await buyer.look()).coupons).toEqual([
    {
      code: "WELCOME-10",
      name: tenPercent.name,
      value: tenPercent.value,
      lastDay: "2027-01-31",
      holds: true,
    },
  ]);

  // 22 of 31 days. Unused: ¥4,500 × 22/31 = 3,193.5… → ¥3,194. Business: ¥12,000 × 22/31 = 8,516.1… → ¥8,516, less ¥852.
  await world.advanceTo(at("2026-12-10T03:00:00Z"));
  const upgrade = await buyer.preview("business");
  expect(amounts(upgrade)).toEqual([-3194, 8516, -852]);
  expect(upgrade.next?.totalMinor).toBe("10800");
  await buyer.change("business");
  await world.advanceTo(at("2027-02-02T03:00:00Z"));

  expect((await buyer.look()).coupons).toEqual([]);
  // January: ¥12,000 less 10 %; February: the three months are over.
  expect(await buyer.charges()).toEqual([2250, 4500, 4470, 10_800, 12_000]);
  expect((await invoices(buyer)).map(({ total }) => total)).toEqual([2250, 4500, 4470, 10_800, 12_000]);
  expect((await invoices(buyer))[0]).toEqual({ total: 2250, lines: [2500, -250] });
  // 250 + (500 − 354, which came back with 22 of 31 days) + 852 + 1,200.
  const uses = value(await couponUses(await world.asSystem(), { id }));
  expect(uses).toMatchObject([{ redeemedOn: "2026-11-16", savedMinor: "2448", currency: "JPY" }]);
});

test("¥1,000 off once a period: an upgrade in the same month takes no more than what came back", async () => {
  const buyer = await open("2026-11-16T03:00:05Z");
  await makeCoupon("THOUSAND", thousandOff);
  await buyer.change("starter", "month", { couponCode: "THOUSAND" });
  await world.advanceTo(at("2026-11-21T03:00:00Z"));
  // 10 of the 15 days that were paid with ¥1,500: −¥1,000, and ¥666 of the coupon come back. ¥12,000 × 10/30 = ¥4,000 − ¥666.
  expect(amounts(await buyer.preview("business"))).toEqual([-1000, 4000, -666]);
  await buyer.change("business");
  await world.advanceTo(at("2026-12-02T03:00:00Z"));
  expect(await buyer.charges()).toEqual([1500, 2334, 11_000]);
  expect((await invoices(buyer)).map(({ total }) => total)).toEqual([1500, 2334, 11_000]);
});

test("a year that begins while the coupon runs is lowered as a whole, and the next one is not", async () => {
  const buyer = await open("2026-03-20T09:00:05Z");
  await makeCoupon("WELCOME-10", tenPercent);
  expect(await buyer.preview("starter", "year", { couponCode: "WELCOME-10" })).toMatchObject({
    promise: { dueNowMinor: "45000" },
    next: { on: "2027-03-20", totalMinor: "50000" },
  });
  await buyer.change("starter", "year", { couponCode: "WELCOME-10" });
  // After the three months, still within the year: 227 of 365 days from 5 August. ¥45,000 × 227/365 = 27,986.3 → ¥27,986.
  // ¥120,000 × 227/365 = 74,630.1… → ¥74,630, less 10 %: ¥7,463.
  await world.advanceTo(at("2026-08-05T03:00:00Z"));
  expect((await buyer.look()).coupons).toMatchObject([{ lastDay: "2027-03-19", holds: true }]);
  expect(amounts(await buyer.preview("business", "year"))).toEqual([-27_986, 74_630, -7463]);
  await world.advanceTo(at("2027-03-20T10:00:00Z"));
  expect(await buyer.charges()).toEqual([45_000, 50_000]);
  expect((await invoices(buyer)).map(({ total }) => total)).toEqual([45_000, 50_000]);
});

test("month → year while it runs: the year that begins is lowered as a whole, with the months that were left", async () => {
  const buyer = await open("2026-11-16T03:00:05Z");
  await makeCoupon("WELCOME-10", tenPercent);
  await buyer.change("starter", "month", { couponCode: "WELCOME-10" });
  await world.advanceTo(at("2027-01-10T03:00:00Z"));
  // 22 of January's 31 days: ¥4,500 × 22/31 = 3,193.5… → ¥3,194. The year: ¥50,000 less 10 %. The next year costs all of it.
  const yearly = await buyer.preview("starter", "year");
  expect(amounts(yearly)).toEqual([-3194, 50_000, -5000]);
  expect(yearly.next?.totalMinor).toBe("50000");
  await buyer.change("starter", "year");
  expect((await buyer.look()).coupons).toMatchObject([{ lastDay: "2028-01-09" }]);
  expect((await invoices(buyer)).at(-1)?.total).toBe(41_806);
});

test("a plan that the coupon is not for leaves it out; what it was for has it back, until its months are over", async () => {
  const buyer = await open("2026-11-16T03:00:05Z");
  await makeCoupon("OF-STARTER", { ...tenPercent, plans: ["starter"], months: null });
  expect(await refusedRule(buyer, "OF-STARTER", "business")).toEqual(rule("coupon_other_plan"));
  await buyer.change("starter", "month", { couponCode: "OF-STARTER" });
  const upgrade = await buyer.preview("business");
  // Unused: the ¥2,250 that were paid. Business: ¥12,000 × 15/30, without discount.
  expect(amounts(upgrade)).toEqual([-2250, 6000]);
  expect(upgrade.next?.totalMinor).toBe("12000");
  await buyer.change("business");
  expect((await buyer.look()).coupons).toMatchObject([{ lastDay: null, holds: false }]);
  // Back to Starter with the next month: the coupon lowers it again.
  expect((await buyer.preview("starter")).next?.totalMinor).toBe("4500");
  await buyer.change("starter");
  await world.advanceTo(at("2026-12-02T03:00:00Z"));
  expect((await buyer.charges()).at(-1)).toBe(4500);
});

test("a coupon ends with the license: who buys again does not have it", async () => {
  const buyer = await open("2026-11-16T03:00:05Z");
  await makeCoupon("THOUSAND", { ...thousandOff, oncePerTenant: false });
  await buyer.change("starter", "month", { couponCode: "THOUSAND" });
  expect(await refusedRule(buyer, "THOUSAND", "business")).toEqual(rule("coupon_runs_already"));
  value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  await world.advanceTo(at("2026-12-01T10:00:00Z"));
  expect(await buyer.preview("starter")).toMatchObject({ promise: { dueNowMinor: "5000" } });
  expect(await buyer.preview("starter", "month", { couponCode: "THOUSAND" })).toMatchObject({
    promise: { dueNowMinor: "4000" },
  });
});

test("a code that does not hold is refused by field with its rule", async () => {
  const buyer = await open("2026-11-16T03:00:05Z");
  await makeCoupon("TOMORROW", { ...tenPercent, firstDay: "2026-11-17" });
  await makeCoupon("YESTERDAY", { ...tenPercent, lastDay: "2026-11-15" });
  await makeCoupon("DOLLARS", {
    ...tenPercent,
    value: { type: "amount", amountMinor: "1", currency: "USD" },
  });
  expect(await refusedRule(buyer, "NOTHING")).toEqual(rule("coupon_unknown"));
  expect(await refusedRule(buyer, "TOMORROW")).toEqual(rule("coupon_not_yet"));
  expect(await refusedRule(buyer, "YESTERDAY")).toEqual(rule("coupon_no_longer"));
  expect(await refusedRule(buyer, "DOLLARS")).toEqual(rule("coupon_other_currency"));
  expect(await refusedRule(buyer, "  ")).toBeNull();
  // Strangers learn nothing about codes.
  const stranger = await Buyer.arrive(world);
  for (const couponCode of ["NOTHING", "TOMORROW"])
    expect(
      await previewChange(await stranger.ctx(), buyer.tenantId, {
        planKey: "starter",
        interval: "month",
        couponCode,
      }),
    ).toEqual({ ok: false, refusal: { code: "not_found" } });
});

test("what is shown and what is confirmed are the same coupon: a coupon that changed is shown anew", async () => {
  const buyer = await open("2026-11-16T03:00:05Z");
  const id = await makeCoupon("WELCOME-10", tenPercent);
  const preview = await buyer.preview("starter", "month", { couponCode: "WELCOME-10" });
  const fields: Fields = { ...tenPercent, value: { type: "percent", percent: "20" } };
  value(await updateCoupon(await world.asSystem(), { id, ...fields }));
  expect(await buyer.confirm(preview)).toMatchObject({
    value: { outcome: "shown_anew", preview: { promise: { dueNowMinor: "2000" } } },
  });
  await buyer.change("starter", "month", { couponCode: "WELCOME-10" });
  // Once it is used, only names, the last day and the number of uses change.
  expect(await updateCoupon(await world.asSystem(), { id, ...tenPercent, months: 6 })).toMatchObject({
    refusal: {
      fields: [
        { field: "value", rule: "fixed_by_use" },
        { field: "months", rule: "fixed_by_use" },
      ],
    },
  });
  const later = { ...fields, lastDay: "2027-01-31", maximumUses: 1 };
  expect(await updateCoupon(await world.asSystem(), { id, ...later })).toMatchObject({ ok: true });
});

test("of 20 who order at once with a limit of three, three have the coupon", async () => {
  await open("2026-11-16T03:00:05Z");
  const id = await makeCoupon("FIRST-3", { ...tenPercent, maximumUses: 3 });
  const buyers: Buyer[] = [];
  for (let index = 0; index < 20; index++) buyers.push(await Buyer.withCard(world));
  const previews = await Promise.all(
    buyers.map((buyer) => buyer.preview("starter", "month", { couponCode: "FIRST-3" })),
  );
  const answers = await Promise.all(
    buyers.map((buyer, index) => buyer.confirm(previews[index] as (typeof previews)[number])),
  );
  await world.settle();
  const refused = answers.filter((answer) => !answer.ok);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
  for (const answer of refused)
    expect(answer).toMatchObject({ refusal: { code: "invalid_input", fields: rule("coupon_used_up") } });
  expect(await usesOf(id)).toMatchObject({ redemptions: 3, openOrders: 0 });
  expect(value(await couponUses(await world.asSystem(), { id }))).toHaveLength(3);
  // Each of the three paid the lowered price, and nobody else paid anything.
  const paid = await Promise.all(buyers.map((buyer) => buyer.charges()));
  expect(paid.flat()).toEqual([2250, 2250, 2250]);
});

test("an open order holds a place of the coupon, and gives it back if it is not completed", async () => {
  const buyer = await open("2026-11-16T03:00:05Z");
  const id = await makeCoupon("ONLY-1", { ...tenPercent, maximumUses: 1 });
  const waiting = await Buyer.withCard(world, null);
  await waiting.change("starter", "month", { couponCode: "ONLY-1" });
  expect(await usesOf(id)).toMatchObject({ redemptions: 0, openOrders: 1 });
  expect(await refusedRule(buyer, "ONLY-1")).toEqual(rule("coupon_used_up"));
  const orderId = (await waiting.look()).order?.id ?? "";
  value(await discardOrder(await waiting.ctx(), waiting.tenantId, { orderId }));
  await world.settle();
  expect(await usesOf(id)).toMatchObject({ redemptions: 0, openOrders: 0 });
  await buyer.change("starter", "month", { couponCode: "ONLY-1" });
  expect(await usesOf(id)).toMatchObject({ redemptions: 1, openOrders: 0 });
});

test("a card that is declined redeems nothing", async () => {
  await open("2026-11-16T03:00:05Z");
  const id = await makeCoupon("WELCOME-10", tenPercent);
  const buyer = await Buyer.withCard(world, "pm_card_chargeCustomerFail");
  await buyer.change("starter", "month", { couponCode: "WELCOME-10" });
  expect(await usesOf(id)).toMatchObject({ redemptions: 0, openOrders: 1 });
});

test("all of the price: nothing is charged, and the license is held", async () => {
  const buyer = await open("2026-11-16T03:00:05Z");
  await makeCoupon("FREE-MONTH", { ...tenPercent, value: { type: "percent", percent: "100" }, months: 1 });
  await buyer.change("starter", "month", { couponCode: "FREE-MONTH" });
  expect((await buyer.look()).license).toMatchObject({ planKey: "starter", state: "active" });
  await world.advanceTo(at("2026-12-02T03:00:00Z"));
  expect(await buyer.charges()).toEqual([5000]);
});
