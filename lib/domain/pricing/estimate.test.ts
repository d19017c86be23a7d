import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import type { Component } from "../catalog/component";
import { estimate } from "./estimate";
import { nothingUsed } from "./quantities";
import { noTerms } from "./terms";

const usage = (price: Extract<Component, { kind: "usage" }>["price"]): Component => ({
  ...blank.usage("calls", "calls"),
  included: "100",
  price,
});
const plan = {
  ...blankPlan("JPY"),
  components: [
    { ...blank.base(), amountMinor: { month: "1000", year: "10000" } },
    { ...blank.seats(), unitAmountMinor: { month: "200", year: "2000" }, included: 1, maximum: 5 },
    usage({ model: "per_unit", unitAmountMinor: "2", per: "1" }),
  ],
};
const quantities = { ...nothingUsed, seats: 3, usage: { calls: "150" } };

test("a monthly license has everything on one invoice, twelve times a year", () => {
  const { monthly, yearly, firstYearMinor } = estimate({
    definition: plan,
    interval: "month",
    quantities,
    terms: noTerms,
  });
  expect(monthly.totalMinor).toBe(1000n + 400n + 100n);
  expect(yearly).toBeNull();
  expect(firstYearMinor).toBe(12n * 1500n);
});

test("a yearly license pays the fixed components once and the usage each month", () => {
  const { monthly, yearly, firstYearMinor } = estimate({
    definition: plan,
    interval: "year",
    quantities,
    terms: noTerms,
  });
  expect(yearly?.totalMinor).toBe(10_000n + 4_000n);
  expect(monthly.totalMinor).toBe(100n);
  expect(firstYearMinor).toBe(14_000n + 12n * 100n);
});

test("a discount that ends within the year is counted until then", () => {
  const terms = {
    ...noTerms,
    discounts: [
      {
        name: { en: "Launch", ja: "新規割引" },
        value: { type: "percent" as const, percent: "50" },
        components: ["base"],
        months: 3,
      },
    ],
  };
  const { firstYearMinor } = estimate({ definition: plan, interval: "month", quantities, terms });
  expect(firstYearMinor).toBe(12n * 1500n - 3n * 500n);
});

describe("what the plan does not sell at all is reported with its maximum", () => {
  const misfits = (definition: typeof plan, seats: number, calls: string) =>
    estimate({
      definition,
      interval: "month",
      quantities: { ...quantities, seats, usage: { calls } },
      terms: noTerms,
    }).doesNotFit;

  test("seats", () => {
    expect(misfits(plan, 5, "0")).toEqual([]);
    expect(misfits(plan, 6, "0")).toEqual([{ component: "seats", maximum: "5" }]);
  });
  test("usage that stops at its allowance, which may grow with the seats", () => {
    const limited = {
      ...plan,
      components: [blank.seats(), { ...usage({ model: "limit" }), includedPerSeat: "10" } as Component],
    } as typeof plan;
    expect(misfits(limited, 2, "120")).toEqual([]);
    expect(misfits(limited, 2, "120.5")).toEqual([{ component: "calls", maximum: "120" }]);
  });
  test("a quantity of an add-on", () => {
    const domains: Component = {
      ...blank.addon("domains"),
      choice: {
        type: "quantity",
        unitAmountMinor: { month: "9", year: null },
        included: 0,
        maximum: 2,
      },
    };
    const { doesNotFit } = estimate({
      definition: { ...plan, components: [domains] },
      interval: "month",
      quantities: { ...nothingUsed, addons: { domains: "3" } },
      terms: noTerms,
    });
    expect(doesNotFit).toEqual([{ component: "domains", maximum: "2" }]);
  });
});
