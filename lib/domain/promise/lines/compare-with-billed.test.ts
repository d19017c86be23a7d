import { expect, test } from "vitest";
import { blank, blankPlan } from "../../catalog/blank";
import { monthSpan } from "../../time/day-span";
import type { BilledLine } from "./billed-line";
import { compareWithBilled } from "./compare-with-billed";
import { type FixedLine, fixedLines } from "./fixed-lines";

const june = monthSpan("2026-06-01");
const definition = {
  ...blankPlan("JPY"),
  components: [{ ...blank.base(), amountMinor: { month: "3000", year: null } }],
};
const holding = {
  planVersionId: "pv_1",
  rank: 1,
  definition,
  interval: "month" as const,
  seats: 0,
  addons: {},
};
const wanted = fixedLines(holding, june, null);

const billed = (id: string, more: Partial<BilledLine> = {}): BilledLine => ({
  ...(wanted[0] as FixedLine),
  id,
  invoiceId: "in_1",
  standing: "paid",
  discounts: [],
  creditedMinor: 0n,
  treatment: "taxed",
  taxes: [],
  givenBackFrom: null,
  ...more,
});
const ids = (lines: readonly BilledLine[]) => lines.map(({ id }) => id);

test("what is billed is not missing, and what is billed twice is surplus", () => {
  expect(compareWithBilled(wanted, [billed("a")], june)).toEqual({ missing: [], surplus: [] });
  const twice = compareWithBilled([...wanted], [billed("a"), billed("b")], june);
  expect([twice.missing, ids(twice.surplus)]).toEqual([[], ["b"]]);
});

test("one billed line does not serve two wanted lines of the same days", () => {
  expect(compareWithBilled([...wanted, ...wanted], [billed("a")], june).missing).toHaveLength(1);
});

test("a line that was given back, or that does not cover the days, does not count as billed", () => {
  const givenBack = compareWithBilled(wanted, [billed("a", { givenBackFrom: "2026-06-10" })], june);
  expect([givenBack.missing, ids(givenBack.surplus)]).toEqual([wanted, ["a"]]);
  const part = billed("a", { span: { from: "2026-06-02", until: "2026-07-01" } });
  expect(compareWithBilled(wanted, [part], june).missing).toEqual(wanted);
});

test("another price, quantity or name of the plan is another line; other days are not looked at", () => {
  for (const other of [
    { unitAmountMinor: "1" },
    { quantity: "2" },
    { planName: { en: "Other", ja: "他" } },
  ]) {
    const compared = compareWithBilled(wanted, [billed("a", other)], june);
    expect([compared.missing, ids(compared.surplus)]).toEqual([wanted, ["a"]]);
  }
  const may = billed("a", { span: monthSpan("2026-05-01") });
  expect(compareWithBilled(wanted, [may], june)).toEqual({ missing: wanted, surplus: [] });
});
