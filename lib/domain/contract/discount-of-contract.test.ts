import { expect, test } from "vitest";
import type { BilledLine } from "../promise/lines/billed-line";
import { discountOfContract } from "./discount-of-contract";

const percent = { type: "percent" as const, percent: "10" };
const yen = { type: "amount" as const, amountMinor: "1000", currency: "JPY" };
const contract = (
  interval: "month" | "year",
  value: typeof percent | typeof yen,
  months: number | null = 4,
) => ({
  interval,
  firstDay: "2026-07-16",
  discount: { name: { en: "Discount", ja: "割引" }, value, components: null, months },
});
const monthsLeft = (interval: "month" | "year", from: string, months: number | null = 4) =>
  discountOfContract(contract(interval, percent, months), "c", from, []).map((coupon) => coupon.monthsLeft);

test("months are counted in billing periods, the first part of a month is one", () => {
  expect(monthsLeft("month", "2026-07-16")).toEqual([4]);
  expect(monthsLeft("month", "2026-10-01")).toEqual([1]);
  expect(monthsLeft("month", "2026-11-01")).toEqual([0]);
  expect(monthsLeft("month", "2031-01-01", null)).toEqual([null]);
  expect(monthsLeft("year", "2027-07-16", 13)).toEqual([1]);
  expect(
    discountOfContract({ ...contract("month", percent), discount: null }, "c", "2026-07-16", []),
  ).toEqual([]);
});

test("an amount that was taken in the period is not taken again, unless its days were given back", () => {
  const line = (givenBackFrom: string | null) =>
    ({
      span: { from: "2026-09-01", until: "2026-10-01" },
      discounts: [{ coupon: "c", amountMinor: 1_000n }],
      givenBackFrom,
    }) as unknown as BilledLine;
  const taken = (from: string, back: string | null) =>
    discountOfContract(contract("month", yen), "c", from, [line(back)])[0]?.takenMinor;
  expect(taken("2026-09-15", null)).toBe(1_000n);
  // 20 of 30 days were given back: 666.6, rounded down.
  expect(taken("2026-09-15", "2026-09-11")).toBe(334n);
  expect(taken("2026-10-01", null)).toBe(0n);
});
