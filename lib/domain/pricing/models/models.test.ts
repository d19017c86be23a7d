import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "../../catalog/blank";
import type { Tier, UsageComponent } from "../../catalog/component";
import { nothingUsed } from "../quantities";
import { compilePlan, rate } from "../rate";

function lines(currency: string, component: Partial<UsageComponent>, used: string, seats = 0): string[] {
  const plan = {
    ...blankPlan(currency),
    components: [blank.seats(), { ...blank.usage("calls", "calls"), ...component }],
  };
  const invoice = rate(compilePlan(plan, "month"), { ...nothingUsed, seats, usage: { calls: used } });
  return invoice.lines
    .filter((line) => line.component === "calls")
    .map(
      ({ kind, quantity, tier, amountMinor }) =>
        `${kind}${tier ? tier.number : ""} ${quantity} = ${amountMinor}`,
    );
}

const tiers: Tier[] = [
  { upTo: "1000", unitAmountMinor: "2", flatAmountMinor: "0" },
  { upTo: "5000", unitAmountMinor: "1", flatAmountMinor: "500" },
  { upTo: null, unitAmountMinor: "0", flatAmountMinor: "900" },
];

describe("graduated", () => {
  test.each([
    ["0", []],
    ["1000", ["usage1 1000 = 2000"]],
    ["1500", ["usage1 1000 = 2000", "usage2 500 = 500", "tier_flat2 1 = 500"]],
    ["5000.5", ["usage1 1000 = 2000", "usage2 4000 = 4000", "tier_flat2 1 = 500", "tier_flat3 1 = 900"]],
  ])("%s", (used, expected) => {
    expect(lines("USD", { price: { model: "graduated", tiers } }, used)).toEqual(expected);
  });
});

describe("volume", () => {
  test.each([
    ["0", []],
    ["1000", ["usage1 1000 = 2000"]],
    ["1000.000000000001", ["usage2 1000.000000000001 = 1000", "tier_flat2 1 = 500"]],
    ["9000", ["tier_flat3 1 = 900"]],
  ])("%s", (used, expected) => {
    expect(lines("USD", { price: { model: "volume", tiers } }, used)).toEqual(expected);
  });
});

test("a started package is charged in full", () => {
  const price = { model: "package", amountMinor: "10", size: "1000" } as const;
  expect(lines("USD", { price, included: "50000" }, "50001")).toEqual([
    "included 50000 = 0",
    "packages 1 = 10",
  ]);
  expect(lines("USD", { price, included: "50000" }, "150000")).toEqual([
    "included 50000 = 0",
    "packages 100 = 1000",
  ]);
});

test("a line is rounded once, ties away from zero, in currencies with any number of decimals", () => {
  const price = { model: "per_unit", unitAmountMinor: "0.5", per: "1" } as const;
  for (const currency of ["JPY", "USD", "KWD"])
    expect(lines(currency, { price }, "3")).toEqual(["usage 3 = 2"]);
  const tiny = { model: "per_unit", unitAmountMinor: "0.000000000001", per: "1" } as const;
  expect(lines("USD", { price: tiny }, "500000000000")).toEqual(["usage 500000000000 = 1"]);
  expect(lines("USD", { price: tiny }, "499999999999")).toEqual(["usage 499999999999 = 0"]);
});

test("recorded units are converted to priced units, rounded as the plan says", () => {
  const price = { model: "per_unit", unitAmountMinor: "200", per: "1" } as const;
  const scale = (rounding: "up" | "down" | "half_up", decimals: number) => ({
    divideBy: "1000000000",
    decimals,
    rounding,
  });
  expect(lines("USD", { price, scale: scale("up", 0) }, "1500000001")).toEqual(["usage 2 = 400"]);
  expect(lines("USD", { price, scale: scale("down", 0) }, "1500000001")).toEqual(["usage 1 = 200"]);
  expect(lines("USD", { price, scale: scale("half_up", 2) }, "1455000000")).toEqual(["usage 1.46 = 292"]);
});

test("the allowance grows with the seats, and an unlimited one has no end", () => {
  const price = { model: "per_unit", unitAmountMinor: "1", per: "1" } as const;
  const component = { price, included: "10", includedPerSeat: "2.5" };
  expect(lines("USD", component, "20", 3)).toEqual(["included 17.5 = 0", "usage 2.5 = 3"]);
  expect(lines("USD", { price: { model: "unlimited" } }, "123456789")).toEqual(["included 123456789 = 0"]);
});

test("minimum and cap apply to the component's whole month, each as a line of its own", () => {
  const price = { model: "per_unit", unitAmountMinor: "1", per: "1" } as const;
  const component = { price, minimumMinor: "100", capMinor: "250" };
  expect(lines("USD", component, "0")).toEqual(["minimum 1 = 100"]);
  expect(lines("USD", component, "99")).toEqual(["usage 99 = 99", "minimum 1 = 1"]);
  expect(lines("USD", component, "250")).toEqual(["usage 250 = 250"]);
  expect(lines("USD", component, "300")).toEqual(["usage 300 = 300", "cap 1 = -50"]);
});
