import { expect, test } from "vitest";
import { checkDelayMs, nearness, reachedAmounts, reachedPercents } from "./thresholds";

test("a percent is reached exactly, not before", () => {
  const of = (used: string) => reachedPercents([100, 50, 80], { used, allowance: "5.333333333334" });
  expect(of("2.666666666666")).toEqual([]);
  expect(of("2.666666666667")).toEqual([50]);
  expect(of("5.333333333334")).toEqual([50, 80, 100]);
  expect(reachedPercents([50], { used: "9", allowance: "0" })).toEqual([]);
});

test("an amount is reached by the cost, and ordered by size and not as text", () => {
  expect(reachedAmounts(["10000", "900", "20000"], 10_000n)).toEqual(["900", "10000"]);
});

test("the nearest threshold that is open decides how soon it is looked at again", () => {
  const settings = { percents: [50, 100], amountsMinor: ["10000"] };
  const filled = [{ used: "60", allowance: "100" }];
  expect(nearness(settings, filled, 0n)).toBe(60);
  expect(nearness(settings, filled, 9_500n)).toBe(95);
  expect(nearness(settings, [{ used: "100", allowance: "100" }], 10_000n)).toBeNull();
  expect([0, 49, 50, 89, 90].map(checkDelayMs)).toEqual(
    [60, 60, 15, 15, 5].map((minutes) => minutes * 60_000),
  );
});
