import { expect, test } from "vitest";
import { blank } from "../catalog/blank";
import type { PlanDefinition } from "../catalog/plan";
import { nothingUsed } from "../pricing/quantities";
import { noTerms } from "../pricing/terms";
import { monthlyRecurringMinor } from "./monthly-recurring";

const plan: PlanDefinition = {
  name: { en: "Team", ja: "チーム" },
  summary: { en: "", ja: "" },
  features: [],
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null },
  components: [
    { ...blank.base("base"), amountMinor: { month: "9800", year: "98000" } },
    { ...blank.seats("seats"), included: 3, minimum: 0, unitAmountMinor: { month: "1200", year: "12000" } },
    {
      ...blank.usage("calls", "api_calls"),
      price: { model: "per_unit", unitAmountMinor: "5", per: "1" },
    },
  ],
};

test("the base and the seats beyond the included ones, without usage", () => {
  const quantities = { ...nothingUsed, seats: 5, usage: { api_calls: "1000000" } };
  expect(monthlyRecurringMinor(plan, "month", quantities)).toBe(12_200n);
});

test("a yearly price counts a twelfth each month, rounded once", () => {
  expect(monthlyRecurringMinor(plan, "year")).toBe(8_167n);
});

test("after discounts and before tax", () => {
  const discount = {
    name: { en: "Launch", ja: "開始記念" },
    value: { type: "percent", percent: "10" },
    components: null,
    months: null,
  } as const;
  expect(monthlyRecurringMinor(plan, "month", nothingUsed, { ...noTerms, discounts: [discount] })).toBe(
    8_820n,
  );
});

test("without the tax that the prices contain", () => {
  const contained = {
    key: "jp10",
    name: { en: "Consumption tax", ja: "消費税" },
    percent: "10",
    inclusive: true,
    components: null,
  };
  const taxed = (inclusive: boolean) => ({ ...noTerms, taxes: [{ ...contained, inclusive }] });
  // 9,800 × 10/110 is 890.9.
  expect(monthlyRecurringMinor(plan, "month", nothingUsed, taxed(true))).toBe(8_909n);
  expect(monthlyRecurringMinor(plan, "month", nothingUsed, taxed(false))).toBe(9_800n);
});
