import { describe, expect, test } from "vitest";
import { blankPlan } from "../catalog/blank";
import type { UsageComponent, UsagePrice } from "../catalog/component";
import type { PlanDefinition } from "../catalog/plan";
import { monthSpan } from "../time/day-span";
import { correctMonth } from "./correct-month";
import { heldParts, type PaidTerm } from "./held-parts";
import { rateMonth } from "./rate-month";

/* Each amount is worked out by hand. January 2027 has 31 days. */
const january = monthSpan("2027-01-01");
const both = (text: string) => ({ en: text, ja: text });

const calls = (price: UsagePrice, more: Partial<UsageComponent> = {}): UsageComponent => ({
  kind: "usage",
  key: "calls",
  name: both("API calls"),
  meter: "api_calls",
  unit: both("calls"),
  scale: null,
  included: "1000",
  includedPerSeat: "0",
  price,
  capMinor: null,
  minimumMinor: null,
  ...more,
});
const each = (unitAmountMinor: string): UsagePrice => ({ model: "per_unit", unitAmountMinor, per: "1" });
const plan = (component: UsageComponent, currency = "USD"): PlanDefinition => ({
  ...blankPlan(currency),
  name: both("Starter"),
  components: [component],
});

const term = (definition: PlanDefinition, from: string, until: string, more: Partial<PaidTerm> = {}) => ({
  planVersionId: "pv_starter",
  definition,
  seats: 0,
  span: { from, until },
  ...more,
});

const rated = (terms: PaidTerm[], count: string, additive = true) =>
  rateMonth({
    month: january,
    ...heldParts(terms, january),
    counts: { api_calls: count },
    additive: new Set(additive ? ["api_calls"] : []),
  });
const amounts = (lines: { kind: string; amountMinor: bigint }[]) =>
  lines.map(({ kind, amountMinor }) => [kind, amountMinor]);

describe("a month of one version", () => {
  test("what is included is a line of zero, the excess costs its price", () => {
    const lines = rated([term(plan(calls(each("2"))), "2026-05-01", "2028-01-01")], "1500");
    expect(lines).toMatchObject([
      { kind: "included", quantity: "1000", amountMinor: 0n, part: null, span: january },
      { kind: "usage", quantity: "500", unitAmountMinor: "2", amountMinor: 1000n, isExcess: true },
    ]);
  });

  test("nothing used costs nothing, but a minimum is charged", () => {
    expect(rated([term(plan(calls(each("2"))), "2027-01-01", "2027-02-01")], "0")).toEqual([]);
    const least = plan(calls(each("2"), { minimumMinor: "500" }));
    expect(amounts(rated([term(least, "2027-01-01", "2027-02-01")], "0"))).toEqual([["minimum", 500n]]);
  });

  test("a package costs its price, whatever its size", () => {
    const packs = plan(calls({ model: "package", amountMinor: "300", size: "1000" }));
    // 2,500 beyond the allowance: three started packages.
    const lines = rated([term(packs, "2027-01-01", "2027-02-01")], "3500");
    expect(lines.at(-1)).toMatchObject({ kind: "packages", quantity: "3", amountMinor: 900n });
  });
});

describe("a month held in part", () => {
  test("allowances of what adds up are those of the days", () => {
    // From 17 January, 15 of 31 days: 1,000 × 15 ÷ 31 = 483.87…; 500 − 483.870967741936 = 16.129032258064 at 2 ¢.
    const lines = rated([term(plan(calls(each("2"))), "2027-01-17", "2027-02-01")], "500");
    expect(lines).toMatchObject([
      { kind: "included", quantity: "483.870967741936" },
      { kind: "usage", quantity: "16.129032258064", amountMinor: 32n, part: null },
    ]);
    expect(lines[0]?.span).toEqual({ from: "2027-01-17", until: "2027-02-01" });
  });

  test("a peak keeps its whole allowance", () => {
    const lines = rated([term(plan(calls(each("2"))), "2027-01-17", "2027-02-01")], "1010", false);
    expect(lines.at(-1)).toMatchObject({ quantity: "10", amountMinor: 20n });
  });

  test("bounds and flat amounts of tiers, minimum and cap shrink with the days, too", () => {
    const tiers: UsagePrice = {
      model: "graduated",
      tiers: [
        { upTo: "310", unitAmountMinor: "10", flatAmountMinor: "0" },
        { upTo: null, unitAmountMinor: "1", flatAmountMinor: "3100" },
      ],
    };
    const half = (more: Partial<UsageComponent>) =>
      rated([term(plan(calls(tiers, { included: "0", ...more })), "2027-01-22", "2027-02-01")], "200");
    // 10 of 31 days: the first tier ends at 100, its flat amount is 1,000. 100 × 10 + 1,000 + 100 × 1 = 2,100.
    expect(amounts(half({}))).toEqual([
      ["usage", 1000n],
      ["usage", 100n],
      ["tier_flat", 1000n],
    ]);
    expect(amounts(half({ capMinor: "3100" })).at(-1)).toEqual(["cap", 1000n - 2100n]);
    expect(amounts(half({ minimumMinor: "9300" })).at(-1)).toEqual(["minimum", 3000n - 2100n]);
  });
});

describe("a month in which something changed", () => {
  const starter = plan(calls(each("2")));
  const business = { ...plan(calls(each("1"), { included: "300000" })), name: both("Business") };

  test("each version counts for its days: 30 of 31 days as Starter", () => {
    const lines = rated(
      [
        term(starter, "2026-12-01", "2027-01-31"),
        term(business, "2027-01-31", "2027-03-01", { planVersionId: "pv_business" }),
      ],
      "400000",
    );
    expect(lines.map((line) => [line.planName.en, line.kind, line.part, line.amountMinor])).toEqual([
      ["Starter", "included", { days: 30, of: 31 }, 0n],
      // (400,000 − 1,000) × $0.02 × 30/31 = $7,722.58
      ["Starter", "usage", { days: 30, of: 31 }, 772258n],
      ["Business", "included", { days: 1, of: 31 }, 0n],
      // (400,000 − 300,000) × $0.01 × 1/31 = $32.26
      ["Business", "usage", { days: 1, of: 31 }, 3226n],
    ]);
  });

  test("more seats count for their days, and days that lie apart count together", () => {
    const perSeat = plan(calls(each("2"), { included: "0", includedPerSeat: "100" }));
    const lines = rated(
      [
        term(perSeat, "2027-01-01", "2027-01-11", { seats: 1 }),
        term(perSeat, "2027-01-11", "2027-01-21", { seats: 3 }),
        term(perSeat, "2027-01-21", "2027-02-01", { seats: 1 }),
      ],
      "400",
    ).filter(({ kind }) => kind === "usage");
    // 1 seat, 21 of 31 days: 300 × 2 × 21/31 = 406.45; 3 seats, 10 of 31 days: 100 × 2 × 10/31 = 64.52.
    expect(lines.map(({ part, amountMinor }) => [part, amountMinor])).toEqual([
      [{ days: 21, of: 31 }, 406n],
      [{ days: 10, of: 31 }, 65n],
    ]);
  });

  test("a gap without a paid license is not held, and the spans say so", () => {
    const held = heldParts(
      [term(starter, "2027-01-01", "2027-01-06"), term(starter, "2027-01-20", "2027-02-01")],
      january,
    );
    expect(held.parts).toMatchObject([{ days: 5 + 12 }]);
    expect(held.spans).toEqual([
      { from: "2027-01-01", until: "2027-01-06" },
      { from: "2027-01-20", until: "2027-02-01" },
    ]);
  });

  test("a cap holds for each version's share exactly, whatever its lines round to", () => {
    const capped = (version: string, from: string, until: string) =>
      term(plan(calls(each("0.7"), { included: "0", capMinor: "1000" })), from, until, {
        planVersionId: version,
      });
    const lines = rated(
      [capped("pv_a", "2027-01-01", "2027-01-12"), capped("pv_b", "2027-01-12", "2027-02-01")],
      "10001",
    );
    const sum = (version: string) =>
      lines.reduce((all, line) => (line.planVersionId === version ? all + line.amountMinor : all), 0n);
    // 1,000 × 11/31 = 354.8; 1,000 × 20/31 = 645.2
    expect([sum("pv_a"), sum("pv_b")]).toEqual([355n, 645n]);
  });
});

test("krónur are charged whole: each share is rounded to what Stripe charges", () => {
  const lines = rated(
    [
      term(plan(calls(each("50"), { included: "0" }), "ISK"), "2027-01-01", "2027-01-11"),
      term(plan(calls(each("50"), { included: "0" }), "ISK"), "2027-01-11", "2027-02-01", { seats: 2 }),
    ],
    "333",
  );
  // 333 × 50 = 16,650: × 10/31 = 5,370.97 → 5,400; × 21/31 = 11,279.03 → 11,300.
  expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([5400n, 11300n]);
});

describe("a month that is counted anew", () => {
  const starter = term(plan(calls(each("2"))), "2027-01-01", "2027-02-01");

  test("the difference is one line for each component; nothing changed is no line", () => {
    const before = rated([starter], "1500");
    expect(correctMonth(rated([starter], "1500"), before)).toEqual([]);
    const [line, ...rest] = correctMonth(rated([starter], "1600"), before);
    expect(rest).toEqual([]);
    expect(line).toMatchObject({
      kind: "correction",
      billedMinor: 1000n,
      expectedMinor: 1200n,
      amountMinor: 200n,
    });
  });

  test("a correction counts as billed, and what is not counted any more is given back", () => {
    const before = rated([starter], "1500");
    const more = correctMonth(rated([starter], "1600"), before);
    expect(correctMonth(rated([starter], "1600"), [...before, ...more])).toEqual([]);
    const back = correctMonth(rated([starter], "0"), [...before, ...more]);
    expect(back).toMatchObject([{ amountMinor: -1200n }]);
  });

  test("another version from an earlier day on takes back the one and charges the other", () => {
    const other = { ...starter, planVersionId: "pv_other" };
    const lines = correctMonth(rated([other], "1500"), rated([starter], "1500"));
    expect(lines.map(({ planVersionId, amountMinor }) => [planVersionId, amountMinor]).sort()).toEqual([
      ["pv_other", 1000n],
      ["pv_starter", -1000n],
    ]);
  });
});
