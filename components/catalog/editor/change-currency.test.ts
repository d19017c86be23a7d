import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { AddonOption, Component } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { changeCurrency } from "./change-currency";

const amounts = (month: string) => ({ month, year: null });
const option = (key: string, month: string): AddonOption => ({
  key,
  name: { en: key, ja: key },
  amountMinor: amounts(month),
});
const tier = { upTo: null, unitAmountMinor: "0.5", flatAmountMinor: "100" };

/** Every place in which a component can hold an amount. */
const components: Component[] = [
  { ...blank.base(), amountMinor: { month: "9900", year: "99000" } },
  { ...blank.seats(), unitAmountMinor: amounts("2000") },
  {
    ...blank.usage("per"),
    price: { model: "per_unit", unitAmountMinor: "2", per: "1000" },
    capMinor: "500",
    minimumMinor: "100",
  },
  { ...blank.usage("package"), price: { model: "package", amountMinor: "300", size: "10" } },
  { ...blank.usage("graduated"), price: { model: "graduated", tiers: [tier] } },
  { ...blank.usage("volume"), price: { model: "volume", tiers: [tier] } },
  { ...blank.addon("switch"), choice: { type: "switch", amountMinor: amounts("4900") } },
  {
    ...blank.addon("many"),
    choice: { type: "quantity", unitAmountMinor: amounts("900"), included: 0, maximum: null },
  },
  { ...blank.addon("one"), choice: { type: "one_of", options: [option("a", "0"), option("b", "3000")] } },
  { ...blank.on_demand("work"), unitAmountMinor: "15000" },
];
const dollars: PlanDefinition = { ...blankPlan("USD"), components };

describe("a plan in another currency", () => {
  test("reads the same: each amount keeps the digits that were typed", () => {
    const yen = changeCurrency(dollars, "JPY");
    expect(yen.currency).toBe("JPY");
    const text = JSON.stringify(yen.components);
    for (const [before, after] of [
      ["9900", "99"],
      ["99000", "990"],
      ["2000", "20"],
      ["2", "0.02"],
      ["500", "5"],
      ["300", "3"],
      ["0.5", "0.005"],
      ["4900", "49"],
      ["900", "9"],
      ["3000", "30"],
      ["15000", "150"],
    ]) {
      expect(text).toContain(`"${after}"`);
      expect(text).not.toContain(`Minor":"${before}"`);
    }
  });

  test("and back again is the same plan, also with what is no amount yet", () => {
    const unfinished = {
      ...dollars,
      components: [...components, { ...blank.on_demand("x"), unitAmountMinor: "12a" }],
    };
    expect(changeCurrency(changeCurrency(unfinished, "KWD"), "USD")).toEqual(unfinished);
  });
});
