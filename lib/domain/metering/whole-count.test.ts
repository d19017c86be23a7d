import { expect, test } from "vitest";
import { wholeCount } from "./whole-count";

test("counts are rounded half up, away from zero, and keep all their digits", () => {
  const counts = ["0", "0.4999", "0.5", "1.5", "-0.4", "-0.5", "-2.5", "12345678901234567890123.5"];
  expect(counts.map(wholeCount)).toEqual([0n, 0n, 1n, 2n, 0n, -1n, -3n, 12345678901234567890124n]);
});
