import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import type { CorrectionLine } from "../promise/lines/usage-line";
import { isBilledAtOnce, settleCorrection } from "./settle-correction";

const month = { from: "2026-12-01", until: "2027-01-01" };
const line = (amountMinor: bigint, currency = "JPY"): CorrectionLine => ({
  kind: "correction",
  component: blank.usage("calls", "calls").key,
  taxCategory: "standard",
  planVersionId: "pv_1",
  planName: blankPlan(currency).name,
  currency,
  name: { en: "Calls", ja: "Calls" },
  period: month,
  span: month,
  part: null,
  billedMinor: 0n,
  expectedMinor: amountMinor,
  amountMinor,
});
const settled = (...input: Parameters<typeof settleCorrection>) => {
  const { billed, waiting, writtenOff } = settleCorrection(...input);
  const amounts = (lines: CorrectionLine[]) => lines.map(({ amountMinor }) => amountMinor);
  return [
    amounts(billed),
    amounts(waiting),
    writtenOff.map(({ line: each, reason }) => [each.amountMinor, reason]),
  ];
};

describe("a correction", () => {
  const least = { JPY: "100" };
  test("is billed from the least amount on, all lines of a currency together", () => {
    expect(settled([line(60n), line(40n)], "open", least)).toEqual([[60n, 40n], [], []]);
    expect(settled([line(60n), line(39n)], "open", least)).toEqual([[], [60n, 39n], []]);
    expect(settled([line(1n, "USD"), line(99n)], "open", least)).toEqual([[1n], [99n], []]);
  });

  test("that is too small is written off when its month is corrected for the last time", () => {
    expect(settled([line(99n)], "last", least)).toEqual([[], [], [[99n, "below_minimum"]]]);
    expect(settled([line(100n)], "last", least)).toEqual([[100n], [], []]);
  });

  test("that gives back is never too small", () => {
    expect(settled([line(-1n)], "last", least)).toEqual([[-1n], [], []]);
  });

  test("of a month whose time is over is written off, whatever it is", () => {
    expect(settled([line(5000n), line(-1n, "USD")], "over", {})).toEqual([
      [],
      [],
      [
        [5000n, "after_time"],
        [-1n, "after_time"],
      ],
    ]);
  });
});

test("a large sum is billed at once, in either direction, where an amount is set for its currency", () => {
  const from = { JPY: "10000" };
  expect(isBilledAtOnce([line(9000n), line(1000n)], "JPY", from)).toBe(true);
  expect(isBilledAtOnce([line(9000n), line(999n)], "JPY", from)).toBe(false);
  expect(isBilledAtOnce([line(-10_000n)], "JPY", from)).toBe(true);
  expect(isBilledAtOnce([line(99_999n, "EUR")], "EUR", from)).toBe(false);
});
