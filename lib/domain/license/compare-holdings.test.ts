import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import type { Component } from "../catalog/component";
import { compareHoldings } from "./compare-holdings";
import { comparePrices } from "./compare-prices";
import type { Holding } from "./holding";

const priced = (month: string, year: string) => ({ month, year });
const option = (key: string, month: string) => ({
  key,
  name: { en: key, ja: key },
  amountMinor: priced(month, month),
});
const base: Component = { ...blank.base(), amountMinor: priced("1000", "10000") };
const seats: Component = { ...blank.seats(), unitAmountMinor: priced("100", "1000") };
const support: Component = {
  ...blank.addon("support"),
  choice: { type: "switch", amountMinor: priced("300", "3000") },
};
const packs: Component = {
  ...blank.addon("packs"),
  choice: { type: "quantity", unitAmountMinor: priced("10", "100"), included: 0, maximum: null },
};
const contacts: Component = {
  ...blank.addon("contacts"),
  choice: { type: "one_of", options: [option("few", "0"), option("some", "50"), option("other", "50")] },
};
const starter: Holding = {
  planVersionId: "pv_starter",
  rank: 1,
  definition: { ...blankPlan("JPY"), components: [base, seats, support, packs, contacts] },
  interval: "month",
  seats: 3,
  addons: { support: "1", packs: "2", contacts: "some" },
};
const business: Holding = { ...starter, planVersionId: "pv_business", rank: 2 };
const choosing = (addons: Holding["addons"]) => ({
  ...starter,
  addons: { ...starter.addons, ...addons },
});
const compared = (wanted: Holding) => compareHoldings(starter, wanted);

describe("a change is", () => {
  test("the same if nothing differs", () => expect(compared(choosing({}))).toBe("same"));
  test("more from Free", () => expect(compareHoldings(null, starter)).toBe("more"));
  test("more with a higher rank, more seats, an add-on, a larger quantity, a dearer option or by the year", () => {
    const few = { ...starter, addons: {} };
    const raised: Holding["addons"][] = [{ support: "1" }, { packs: "1" }, { contacts: "some" }];
    for (const addons of raised) expect(compareHoldings(few, { ...few, addons })).toBe("more");
    for (const wanted of [business, { ...starter, seats: 4 }, { ...starter, interval: "year" as const }])
      expect(compared(wanted)).toBe("more");
  });
  test("less if anything lowers, whatever else is raised", () => {
    const lowered: Holding["addons"][] = [{ support: "0" }, { packs: "1" }, { contacts: "few" }];
    for (const addons of lowered) {
      expect(compared(choosing(addons))).toBe("less");
      expect(compared({ ...business, addons: { ...starter.addons, ...addons } })).toBe("less");
    }
    expect(compareHoldings(business, { ...starter, seats: 9 })).toBe("less");
    expect(compared({ ...business, seats: 2 })).toBe("less");
    expect(compareHoldings({ ...starter, interval: "year" }, business)).toBe("less");
  });
  test("more to another option of the same price, and to another version of the plan", () => {
    expect(compared(choosing({ contacts: "other" }))).toBe("more");
    expect(compared({ ...starter, planVersionId: "pv_starter_2" })).toBe("more");
  });
  test("not lowered by an add-on or by seats that a higher plan does not sell", () => {
    const bare = { ...blankPlan("JPY"), components: [base] };
    expect(compared({ ...business, definition: bare, seats: 0 })).toBe("more");
    expect(compared({ ...starter, planVersionId: "pv_starter_2", definition: bare })).toBe("less");
  });
});

test("prices are compared over a year", () => {
  // 1,000 + 3 × 100 + 300 + 2 × 10 + 50 = 1,670 a month; 10,000 + 3,000 + 3,000 + 200 + 50 = 16,250 a year.
  expect(comparePrices(starter, { ...starter, interval: "year" })).toBe("cheaper");
  expect(comparePrices(starter, { ...starter, seats: 4 })).toBe("dearer");
  expect([comparePrices(starter, business), comparePrices(null, null)]).toEqual(["same", "same"]);
});
