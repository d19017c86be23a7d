import { expect, test } from "vitest";
import { blank, blankPlan } from "./blank";
import { type Component, mauMeter, type UsageComponent } from "./component";
import { limitsOf } from "./plan";

const mau = (more: Partial<UsageComponent>): UsageComponent => ({
  ...blank.usage("mau", mauMeter),
  included: "1000",
  price: { model: "limit" },
  ...more,
});
const allowed = (components: Component[], seats: number | null = null) =>
  limitsOf({ ...blankPlan("JPY"), components }, seats).monthlyActiveUsers;

test("as many active users as are included; with no price for them, or unlimited, there is no limit", () => {
  expect(allowed([mau({})])).toBe(1_000);
  expect(allowed([])).toBeNull();
  expect(allowed([mau({ price: { model: "unlimited" } })])).toBeNull();
});

test("an allowance in thousands of users is given in users, rounded down", () => {
  const scale = { divideBy: "1000", decimals: 0, rounding: "up" as const };
  expect(allowed([mau({ included: "5", scale })])).toBe(5_000);
  expect(allowed([mau({ included: "2.5", scale: { ...scale, divideBy: "3" } })])).toBe(7);
});

test("each seat adds to it: the agreed seats, or the included ones, and never fewer than the minimum", () => {
  const seats = { ...blank.seats("seats"), included: 3, minimum: 2 };
  const perSeat = mau({ included: "100", includedPerSeat: "10" });
  expect(allowed([perSeat, seats])).toBe(130);
  expect(allowed([perSeat, seats], 50)).toBe(600);
  expect(allowed([perSeat, seats], 1)).toBe(120);
  expect(allowed([perSeat])).toBe(100);
});
