import { expect, test } from "vitest";
import {
  couponsOfFound,
  effectiveDiscounts,
  type FoundDiscount,
  foundDiscountOf,
  foundKey,
} from "./found-discount";

const discount = (more: Partial<FoundDiscount> = {}): FoundDiscount => ({
  id: "di_1",
  name: "Sorry",
  percent: "20",
  amountMinor: null,
  currency: null,
  duration: "forever",
  endsAt: null,
  products: null,
  ...more,
});

const wanted = {
  day: "2026-11-16",
  endDayOf: (endsAt: string) => endsAt.slice(0, 10),
  componentsOf: () => ["base"],
  interval: "month" as const,
  yearStart: null,
  period: { from: "2026-11-01", until: "2026-12-01" },
  billed: [],
  currency: "JPY",
  isWhole: false,
};

const both = (found: FoundDiscount, more: Partial<typeof wanted> = {}) => {
  const { coupons, nextCoupons } = couponsOfFound([found], { ...wanted, ...more });
  return { now: coupons.map(({ monthsLeft }) => monthsLeft), next: nextCoupons.length };
};

test("those of the subscription count, the customer's only if it has none", () => {
  const [one, two] = [discount(), discount({ id: "di_2" })];
  expect(effectiveDiscounts([one], [two])).toEqual([two]);
  expect(effectiveDiscounts([one], [])).toEqual([one]);
});

test("one that ends lowers the periods that begin before, the running one included", () => {
  expect(both(discount({ duration: "repeating", endsAt: "2027-01-16T12:00:00Z" })).now).toEqual([3]);
  expect(both(discount({ duration: "repeating", endsAt: "2027-01-01T00:00:00Z" })).now).toEqual([2]);
  expect(both(discount({ duration: "repeating", endsAt: "2026-11-16T00:00:00Z" })).now).toEqual([0]);
  expect(both(discount()).now).toEqual([null]);
});

test("one for a single invoice waits for a whole period, and is over after it", () => {
  const once = discount({ duration: "once" });
  expect(both(once)).toEqual({ now: [], next: 1 });
  expect(both(once, { isWhole: true })).toEqual({ now: [null], next: 0 });
});

test("one for some products is for the components that are sold as these", () => {
  const { coupons } = couponsOfFound([discount({ products: ["prod_1"] })], wanted);
  expect(coupons[0]?.components).toEqual(["base"]);
});

test("its key says whose it is", () => {
  expect(foundDiscountOf(foundKey("di_1"))).toBe("di_1");
  expect(foundDiscountOf("WELCOME-10")).toBeNull();
});
