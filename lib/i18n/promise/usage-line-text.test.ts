import { expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { UsageComponent, UsagePrice } from "@/lib/domain/catalog/component";
import { heldParts, type PaidTerm } from "@/lib/domain/rated-usage/held-parts";
import { rateMonth } from "@/lib/domain/rated-usage/rate-month";
import { promisedLineText } from "./promised-line-text";

/* A line's text has what it takes to work its amount out by hand. */
const january = { from: "2027-01-01", until: "2027-02-01" };
const both = (text: string) => ({ en: text, ja: text });
const calls = (price: UsagePrice, more: Partial<UsageComponent> = {}): UsageComponent => ({
  ...blank.usage("calls", "api_calls"),
  name: both("API calls"),
  unit: both("calls"),
  included: "1000",
  price,
  ...more,
});
const each: UsagePrice = { model: "per_unit", unitAmountMinor: "2", per: "1" };
const term = (component: UsageComponent, from: string, until: string, planVersionId = "pv_1"): PaidTerm => ({
  planVersionId,
  definition: { ...blankPlan("USD"), name: both("Starter"), components: [component] },
  seats: 0,
  span: { from, until },
});

const texts = (terms: PaidTerm[], count: string, locale: "en" | "ja" = "en") =>
  rateMonth({
    month: january,
    ...heldParts(terms, january),
    counts: { api_calls: count },
    additive: new Set(["api_calls"]),
  }).map((usage) => {
    const line = { kind: "usage" as const, usage, span: usage.span, part: usage.part };
    const { label, detail } = promisedLineText(line, "USD", locale);
    return [label, detail, usage.amountMinor];
  });

test("a month that is held in part names the allowance of the whole month and its days", () => {
  // From 17 January: 1,000 × 15/31 = 483.87…; (500 − 483.87…) × 2 ¢ = 32.26 ¢
  expect(texts([term(calls(each), "2027-01-17", "2027-02-01")], "500")).toEqual([
    ["Starter: API calls – included", "1,000 × 15/31 calls", 0n],
    ["Starter: API calls – excess", "(500 − 1,000 × 15/31) calls × $0.02", 32n],
  ]);
});

test("what is used within the allowance is the quantity itself", () => {
  expect(texts([term(calls(each), "2027-01-17", "2027-02-01")], "70")).toEqual([
    ["Starter: API calls – included", "70 calls", 0n],
  ]);
});

test("of several versions each says for which of the days it counts", () => {
  const terms = [
    term(calls(each), "2027-01-01", "2027-01-31"),
    term(calls(each), "2027-01-31", "2027-02-01", "pv_2"),
  ];
  const [, excess] = texts(terms, "400000");
  // (400,000 − 1,000) × $0.02 × 30/31 = $7,722.58
  expect(excess).toEqual([
    "Starter: API calls – excess",
    "(400,000 − 1,000) calls × $0.02 × 30/31",
    772_258n,
  ]);
  expect(texts(terms, "400000", "ja")[1]?.[1]).toBe("(400,000 − 1,000) calls × $0.02 × 30/31");
});

test("a part of a tier is told up to its sixth place, and says that it is rounded", () => {
  const tiers: UsagePrice = {
    model: "graduated",
    tiers: [
      { upTo: "100", unitAmountMinor: "10", flatAmountMinor: "0" },
      { upTo: null, unitAmountMinor: "1", flatAmountMinor: "0" },
    ],
  };
  const open = calls(tiers, { included: "0" });
  // 100 × 15/31 = 48.387096774194 in the first tier; 51.612903225806 of 100 in the second.
  expect(texts([term(open, "2027-01-17", "2027-02-01")], "100").map(([, detail]) => detail)).toEqual([
    expect.stringContaining("≈ 48.387097 calls × $0.10"),
    expect.stringContaining("≈ 51.612903 calls × $0.01"),
  ]);
});
