import { expect, test } from "vitest";
import { lagStep, medianStep } from "./lag";

test("the median step is the one within which half of the events arrived", () => {
  expect([0, 1_000, 1_001, 700_000, 10 ** 12].map(lagStep)).toEqual(["1", "1", "2", "900", ""]);
  const steps = (...lags: number[]) => lags.map((lagMs) => ({ step: lagStep(lagMs), events: 1 }));
  expect(medianStep(steps(500, 1_500, 90_000))).toBe(2);
  expect(medianStep(steps(500, 1_500))).toBe(1);
  expect(medianStep(steps(10 ** 12))).toBeNull();
  expect(medianStep([])).toBeNull();
});
