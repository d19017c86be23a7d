import { expect, test } from "vitest";
import { typedThresholds } from "./typed-thresholds";

test("percents and amounts are read as people type them, in full width too", () => {
  expect(typedThresholds("50%, 80、１００", "10,000\n\n２５０００ ", "JPY")).toEqual({
    percents: [50, 80, 100],
    amountsMinor: ["10000", "25000"],
  });
  expect(typedThresholds("", "12.50", "USD")).toEqual({ percents: [], amountsMinor: ["1250"] });
});

test("what is no number stays, so that it is refused and not left out", () => {
  expect(typedThresholds("half", "a lot", "JPY")).toEqual({
    percents: [Number.NaN],
    amountsMinor: ["a lot"],
  });
});
