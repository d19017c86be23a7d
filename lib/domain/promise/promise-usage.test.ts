import { expect, test } from "vitest";
import type { CorrectionLine } from "./lines/usage-line";
import { promiseUsages, type UsageToBill } from "./promise-usage";

const both = (text: string) => ({ en: text, ja: text });
const month = { from: "2027-01-01", until: "2027-02-01" };
const correction = (amountMinor: bigint): CorrectionLine => ({
  kind: "correction",
  component: "calls",
  taxCategory: "standard",
  planVersionId: "pv_1",
  planName: both("Plan"),
  currency: "JPY",
  name: both("Calls"),
  period: month,
  span: month,
  part: null,
  billedMinor: 0n,
  expectedMinor: amountMinor,
  amountMinor,
});
const bill = (amountMinor: bigint): UsageToBill => ({
  currency: "JPY",
  day: "2027-02-01",
  usage: [{ lines: [correction(amountMinor)], coupons: [] }],
  taxes: [{ from: "0001-01-01", treatment: "taxed", reason: null, rates: [] }],
  taxRounding: "half_up",
  coupons: [],
  balanceMinor: 1000n,
  minimumChargeMinor: 0n,
});
const due = (...input: Parameters<typeof promiseUsages>) =>
  promiseUsages(...input).map(({ dueNowMinor, balance }) => [dueNowMinor, balance.afterMinor]);

test("a balance that one invoice uses is not there for the next", () => {
  // ¥1,000 in the payer's favour: ¥700 of it for the first, ¥300 for the second, nothing for the third.
  expect(due([bill(700n), bill(500n), bill(100n)])).toEqual([
    [0n, 300n],
    [200n, 0n],
    [100n, 0n],
  ]);
});

test("what invoices before them leave of it is what is there", () => {
  expect(due([bill(700n)], 150n)).toEqual([[550n, 0n]]);
});

test("what one gives back is there for the next", () => {
  expect(due([bill(-400n), bill(1500n)])).toEqual([
    [0n, 1400n],
    [100n, 0n],
  ]);
});
