import { afterAll, beforeAll, expect, test } from "vitest";
import { createCoupon } from "@/lib/features/catalog/coupons/create-coupon";
import { Buyer, value } from "@/tests/support/buyer";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let buyer: Buyer;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T03:00:05Z"));
  buyer = await Buyer.withCard(world);
});
afterAll(() => world?.close());

const tenPercentForThreeMonths = {
  name: { en: "Welcome", ja: "ようこそ割引" },
  value: { type: "percent" as const, percent: "10" },
  months: 3,
  oncePerTenant: true,
  firstDay: null,
  lastDay: null,
  maximumUses: null,
};

test("a code lowers the purchase and what follows it, until its months are over", async () => {
  const admin = await world.asSystem();
  value(await createCoupon(admin, { code: "WELCOME-10", ...tenPercentForThreeMonths }));

  // 16 November: 15 of 30 days of ¥5,000, less 10 %.
  const preview = await buyer.preview("starter", "month", { couponCode: "welcome-10" });
  expect(preview.promise?.lines.map(({ amountMinor }) => amountMinor)).toEqual(["2500", "-250"]);
  await buyer.change("starter", "month", { couponCode: "welcome-10" });
  expect((await buyer.look()).coupons).toMatchObject([{ code: "WELCOME-10", lastDay: "2027-01-31" }]);

  await world.advanceTo(new Date("2027-02-02T03:00:00Z"));
  expect(await buyer.charges()).toEqual([2250, 4500, 4500, 5000]);
  expect((await buyer.look()).coupons).toEqual([]);
});
