import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import type { Component, UsageComponent, UsagePrice } from "../catalog/component";
import type { PaidTerm } from "./held-parts";
import { metersOfMonth } from "./meters-of-month";

/* Each figure is worked out by hand. */
const both = (text: string) => ({ en: text, ja: text });
const usage = (price: UsagePrice, more: Partial<UsageComponent> = {}): UsageComponent => ({
  ...blank.usage("calls", "api_calls"),
  name: both("calls"),
  unit: both("calls"),
  included: "1000",
  price,
  ...more,
});
const term = (components: Component[], more: Partial<PaidTerm> = {}): PaidTerm => ({
  planVersionId: "pv_starter",
  definition: { ...blankPlan("USD"), components },
  seats: 0,
  span: { from: "2027-01-01", until: "2027-02-01" },
  ...more,
});
const perUnit = (unitAmountMinor: string, per = "1"): UsagePrice => ({
  model: "per_unit",
  unitAmountMinor,
  per,
});
const shown = (terms: PaidTerm[], count: string, days = 31, isAdditive = true) =>
  metersOfMonth(terms, {
    counts: { api_calls: count },
    additive: new Set(isAdditive ? ["api_calls"] : []),
    held: { days, of: 31 },
  }).map(({ consumed, free, chargeable, unitAmountMinor }) => [consumed, free, chargeable, unitAmountMinor]);

describe("a meter of a month", () => {
  test("is free up to the allowance and priced beyond it, at its exact unit price", () => {
    expect(shown([term([usage(perUnit("2"))])], "1500")).toEqual([["1500", "1000", "500", "2"]]);
    expect(shown([term([usage(perUnit("2"))])], "999.5")).toEqual([["999.5", "1000", "0", "2"]]);
    expect(shown([term([usage(perUnit("10", "1000"))])], "0")).toEqual([["0", "1000", "0", "0.01"]]);
    expect(shown([term([usage(perUnit("1", "3"))])], "0")).toEqual([["0", "1000", "0", "0.333333333333"]]);
  });

  test("has what each seat adds, and is shown in the units that are priced", () => {
    const seats: Component = { ...blank.seats(), name: both("Seats"), minimum: 5 };
    const perSeat = usage(perUnit("2"), { includedPerSeat: "100" });
    expect(shown([term([seats, perSeat], { seats: 3 })], "2000")).toEqual([["2000", "1500", "500", "2"]]);
    expect(shown([term([seats, perSeat], { seats: 8 })], "2000")).toEqual([["2000", "1800", "200", "2"]]);
    const scale = { divideBy: "1000", decimals: 0, rounding: "up" } as const;
    expect(shown([term([usage(perUnit("2"), { scale })])], "1000001")).toEqual([["1001", "1000", "1", "2"]]);
  });

  test("held in part has the allowance of its days, where it adds up", () => {
    expect(shown([term([usage(perUnit("2"), { included: "3100" })])], "1500", 10)).toEqual([
      ["1500", "1000", "500", "2"],
    ]);
    expect(shown([term([usage(perUnit("2"), { included: "3100" })])], "1500", 10, false)).toEqual([
      ["1500", "3100", "0", "2"],
    ]);
  });

  test("is all free where nothing is priced, and has nothing beyond a limit to buy", () => {
    expect(shown([term([usage({ model: "unlimited" })])], "1500")).toEqual([["1500", "1500", "0", "0"]]);
    expect(shown([term([usage({ model: "limit" })])], "1500")).toEqual([["1500", "1000", "0", "0"]]);
  });

  test("has the price of the tier that its last unit falls into, or of a package by its size", () => {
    const tiers = [
      { upTo: "500", unitAmountMinor: "3", flatAmountMinor: "0" },
      { upTo: null, unitAmountMinor: "2", flatAmountMinor: "0" },
    ];
    expect(shown([term([usage({ model: "graduated", tiers })])], "1500")).toEqual([
      ["1500", "1000", "500", "3"],
    ]);
    expect(shown([term([usage({ model: "volume", tiers })])], "1501")).toEqual([
      ["1501", "1000", "501", "2"],
    ]);
    expect(shown([term([usage({ model: "package", amountMinor: "500", size: "200" })])], "1500")).toEqual([
      ["1500", "1000", "500", "2.5"],
    ]);
  });

  test("is that of the term that priced it last; one that only an earlier term prices stays", () => {
    const stored = { ...blank.usage("storage", "storage_gb"), name: both("storage"), price: perUnit("5") };
    const terms = [term([usage(perUnit("2")), stored]), term([usage(perUnit("1"), { included: "1200" })])];
    expect(shown(terms, "1500")).toEqual([
      ["1500", "1200", "300", "1"],
      ["0", "0", "0", "5"],
    ]);
  });
});
