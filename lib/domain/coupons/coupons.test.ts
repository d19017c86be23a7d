import { expect, test } from "vitest";
import { type Coupon, couponCodeForm, couponCodeOf } from "./coupon";
import { couponProblem, type Redeeming } from "./coupon-problem";
import { couponsForPlan, type HeldTerm, lastDayOf, monthsUsed, runningCoupons } from "./running-coupons";

const coupon = (more: Partial<Coupon> = {}): Coupon & { isArchived: boolean } => ({
  key: "cpn_1",
  name: { en: "Welcome", ja: "ようこそ" },
  value: { type: "percent", percent: "10" },
  plans: [],
  components: null,
  months: 3,
  oncePerTenant: true,
  firstDay: null,
  lastDay: null,
  isArchived: false,
  ...more,
});
const asked: Redeeming = {
  day: "2026-11-16",
  planKey: "starter",
  currency: "JPY",
  isReserved: false,
  isUsedUp: false,
  ownRedemptions: 0,
  runs: false,
};

test("a code is compared without case, and in full width too", () => {
  expect(couponCodeOf(" ｗelcome-10 ")).toBe("WELCOME-10");
  for (const code of ["AB", "-ABC", "A_B", "クーポン", "A".repeat(41)])
    expect(couponCodeForm.test(code)).toBe(false);
});

test("a coupon that holds has no problem, on its first and on its last day too", () => {
  expect(couponProblem(coupon(), asked)).toBeNull();
  const oneDay = coupon({ firstDay: "2026-11-16", lastDay: "2026-11-16", plans: ["starter"] });
  expect(couponProblem(oneDay, asked)).toBeNull();
  const amount = { type: "amount" as const, amountMinor: "1000", currency: "JPY" };
  expect(couponProblem(coupon({ value: amount }), asked)).toBeNull();
  expect(couponProblem(coupon({ oncePerTenant: false }), { ...asked, ownRedemptions: 2 })).toBeNull();
});

test.each([
  ["coupon_not_yet", { firstDay: "2026-11-17" }, {}],
  ["coupon_no_longer", { lastDay: "2026-11-15" }, {}],
  ["coupon_no_longer", { isArchived: true }, {}],
  ["coupon_used_up", {}, { isUsedUp: true }],
  ["coupon_used_by_tenant", {}, { ownRedemptions: 1, runs: true, isUsedUp: true }],
  ["coupon_runs_already", { oncePerTenant: false }, { ownRedemptions: 1, runs: true }],
  ["coupon_other_plan", { plans: ["business"] }, {}],
  ["coupon_other_currency", { value: { type: "amount", amountMinor: "1", currency: "USD" } }, {}],
  ["coupon_needs_purchase", {}, { isReserved: true }],
] as const)("%s", (problem, ofCoupon, ofReader) => {
  expect(couponProblem({ ...coupon(), ...ofCoupon }, { ...asked, ...ofReader })).toBe(problem);
});

const month = (from: string, until: string | null = null): HeldTerm => ({ interval: "month", from, until });
const year = (from: string, until: string | null = null): HeldTerm => ({ interval: "year", from, until });

test("a monthly license uses up one month with each period that ends, the part of one included", () => {
  const terms = [{ interval: null, from: "2026-10-01", until: "2026-11-16" }, month("2026-11-16")];
  const used = (day: string) => monthsUsed(terms, "2026-11-16", day);
  expect([used("2026-11-16"), used("2026-11-30"), used("2026-12-01")]).toEqual([0, 0, 1]);
  expect([used("2027-01-31"), used("2027-02-01"), used("2027-02-15")]).toEqual([2, 3, 3]);
});

test("a change of plan in between counts nothing twice", () => {
  const terms = [month("2026-11-16", "2026-12-10"), month("2026-12-10", "2027-01-01"), month("2027-01-01")];
  expect(monthsUsed(terms, "2026-11-16", "2027-01-01")).toBe(2);
});

test("a year uses up twelve months, from its anniversary, wherever in it the coupon was redeemed", () => {
  const terms = [year("2026-03-20", "2026-07-05"), year("2026-07-05")];
  expect(monthsUsed(terms, "2026-07-05", "2027-03-19")).toBe(0);
  expect(monthsUsed(terms, "2026-07-05", "2027-03-20")).toBe(12);
});

test("a month that a year cuts short is not used up; a part month after a year is", () => {
  const cut = [month("2026-11-16", "2027-01-10"), year("2027-01-10")];
  expect(monthsUsed(cut, "2026-11-16", "2027-01-10")).toBe(2);
  expect(monthsUsed(cut, "2026-11-16", "2028-01-10")).toBe(14);
  const after = [year("2026-03-20", "2027-03-20"), month("2027-03-20")];
  expect(monthsUsed(after, "2026-03-20", "2027-04-01")).toBe(13);
});

test("a coupon runs until its months are over, without end if it has none", () => {
  const running = (months: number | null, day: string) =>
    runningCoupons({
      redeemed: [{ coupon: coupon({ months }), redeemedOn: "2026-11-16" }],
      terms: [month("2026-11-16")],
      day,
      currency: "JPY",
      period: null,
      billed: [],
    }).map(({ monthsLeft }) => monthsLeft);
  expect(running(3, "2026-11-16")).toEqual([3]);
  expect(running(3, "2027-01-31")).toEqual([1]);
  expect(running(3, "2027-02-01")).toEqual([]);
  expect(running(null, "2099-01-01")).toEqual([null]);
});

test("a plan that the coupon is not for leaves it out while it is held", () => {
  const both = [
    { key: "a", plans: [] },
    { key: "b", plans: ["business"] },
  ];
  expect(couponsForPlan(both, "starter").map(({ key }) => key)).toEqual(["a"]);
  expect(couponsForPlan(both, "business").map(({ key }) => key)).toEqual(["a", "b"]);
});

test("its last day is that of the last period that begins while it runs", () => {
  expect(lastDayOf({ monthsLeft: 3 }, "month", null, "2026-11-16")).toBe("2027-01-31");
  expect(lastDayOf({ monthsLeft: 1 }, "month", null, "2026-11-16")).toBe("2026-11-30");
  expect(lastDayOf({ monthsLeft: 3 }, "year", "2026-03-20", "2026-07-05")).toBe("2027-03-19");
  expect(lastDayOf({ monthsLeft: 13 }, "year", "2026-03-20", "2026-07-05")).toBe("2028-03-19");
  expect(lastDayOf({ monthsLeft: null }, "month", null, "2026-11-16")).toBeNull();
});
