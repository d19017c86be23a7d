import { expect, test } from "vitest";
import type { ExpectedLine, Line } from "./draft-lines";
import { lackOf } from "./lack-of-invoice";

const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

const wanted = (text: string, amountMinor: bigint, more: Partial<ExpectedLine> = {}): ExpectedLine => ({
  text,
  amountMinor,
  from: "2026-12-01",
  to: "2026-12-31",
  taxes: [],
  priceId: null,
  wholeMinor: null,
  discountId: null,
  ...more,
});
const base = wanted("Base", 5_000n, { priceId: "price_base" });
const usage = wanted("Usage", 4_000n);

/** A line that a subscription billed, with what the coupon `di_1` took off it. */
const billed = (amount: number, off = 0): Line =>
  ({
    id: `il_${amount}`,
    amount,
    discount_amounts: off === 0 ? [] : [{ discount: "di_1", amount: off }],
    metadata: {},
    period: { start: seconds("2026-12-01"), end: seconds("2027-01-01") },
    pricing: { price_details: { price: "price_base" } },
  }) as unknown as Line;

const lack = (
  lines: Line[],
  expected: ExpectedLine[],
  known = [["di_1", "A tenth"]] as [string, string][],
) => {
  const { missing, surplus } = lackOf(lines, expected, new Set(["price_base"]), new Map(known));
  return { missing: missing.map((line) => [line.text, line.amountMinor]), surplus };
};
const tenth = (amountMinor: bigint) => wanted("A tenth", amountMinor, { discountId: "di_1" });

test("what a coupon took off a line that stays is not taken again", () => {
  expect(lack([billed(5_000, 500)], [base, tenth(-500n)])).toEqual({ missing: [], surplus: [] });
});

test("what it took off a line that goes back does not count for the right one", () => {
  const thrice = billed(15_000, 1_500);
  expect(lack([thrice], [base, tenth(-500n)])).toEqual({
    missing: [
      ["Base", 5_000n],
      ["A tenth", -500n],
    ],
    surplus: [thrice],
  });
});

test("where it lowers more than stood there, only the rest of it follows, with its share of the tax", () => {
  const tax = { name: "VAT", percent: "10", inclusive: false, amountMinor: -90n, taxableMinor: -900n };
  const lowered = wanted("A tenth", -900n, { discountId: "di_1", taxes: [tax] });
  const { missing } = lackOf(
    [billed(5_000, 500)],
    [base, usage, lowered],
    new Set(["price_base"]),
    new Map(),
  );
  expect(missing.map(({ text, amountMinor }) => [text, amountMinor])).toEqual([
    ["Usage", 4_000n],
    ["A tenth", -400n],
  ]);
  expect(missing[1]?.taxes).toEqual([{ ...tax, amountMinor: -40n, taxableMinor: -400n }]);
});

test("what it took beyond the promise is charged, unless it was put there later", () => {
  const billedOnce = [billed(5_000, 500)];
  const expected = [base, tenth(-300n)];
  expect(lack(billedOnce, expected).missing).toEqual([["A tenth", 200n]]);
  expect(lack(billedOnce, [base], []).missing).toEqual([]);
});
