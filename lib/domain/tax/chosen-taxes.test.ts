import { expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import { estimate } from "../pricing/estimate";
import { nothingUsed } from "../pricing/quantities";
import { noTerms } from "../pricing/terms";
import { type CatalogTax, chargedTaxes, taxConflicts } from "./chosen-taxes";

const tax = (key: string, percent: string, more: Partial<CatalogTax> = {}): CatalogTax => ({
  key,
  name: { en: key, ja: key },
  percent,
  inclusive: false,
  components: null,
  country: "JP",
  jurisdiction: "",
  category: null,
  ...more,
});
const ten = tax("jp10", "10", { category: "standard" });
const eight = tax("jp8", "8", { category: "reduced" });
const keysOf = (chosen: CatalogTax[]) => taxConflicts(chosen).map(({ tax, other }) => [other.key, tax.key]);

test("two rates of one country are in conflict, unless they are its standard and its reduced one", () => {
  expect(keysOf([ten, tax("old", "5")])).toEqual([["jp10", "old"]]);
  expect(keysOf([ten, tax("old", "5", { category: "standard" })])).toEqual([["jp10", "old"]]);
  expect(keysOf([tax("a", "8"), eight])).toEqual([["a", "jp8"]]);
  expect(keysOf([ten, eight])).toEqual([]);
});

test("a state and a city may both tax, and rates without a country are left to who chooses them", () => {
  const state = tax("state", "6.25", { country: "US", jurisdiction: "MA" });
  expect(keysOf([state, tax("city", "2", { country: "US", jurisdiction: "Boston" })])).toEqual([]);
  expect(keysOf([state, tax("again", "6", { country: "US", jurisdiction: "MA" })])).toEqual([
    ["state", "again"],
  ]);
  expect(keysOf([tax("x", "1", { country: "" }), tax("y", "2", { country: "" })])).toEqual([]);
});

test("of a standard and a reduced rate each is on its own components; alone a rate is on all", () => {
  const definition = {
    ...blankPlan("JPY"),
    components: [
      { ...blank.base(), amountMinor: { month: "1000", year: null } },
      {
        ...blank.addon("journal"),
        taxCategory: "reduced" as const,
        choice: { type: "switch" as const, amountMinor: { month: "500", year: null } },
      },
    ],
  };
  const taxesOf = (chosen: CatalogTax[], addons: Record<string, string> = { journal: "1" }) => {
    const quantities = { ...nothingUsed, addons };
    const terms = { ...noTerms, taxes: chargedTaxes(chosen) };
    const { monthly } = estimate({ definition, interval: "month", quantities, terms });
    return [
      monthly.taxes.map(({ key, amountMinor }) => [key, Number(amountMinor)]),
      Number(monthly.totalMinor),
    ];
  };
  // 10 % of 1,000 and 8 % of 500.
  expect(taxesOf([ten, eight])).toEqual([
    [
      ["jp10", 100],
      ["jp8", 40],
    ],
    1640,
  ]);
  expect(taxesOf([eight])).toEqual([[["jp8", 120]], 1620]);
  // Nothing in it is at the reduced rate.
  expect(taxesOf([ten, eight], {})).toEqual([[["jp10", 100]], 1100]);
});
