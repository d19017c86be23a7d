import { describe, expect, test } from "vitest";
import { blankPlan } from "@/lib/domain/catalog/blank";
import type { PlanOption } from "@/lib/features/billing/dashboard/plan-options";
import { differenceBetween, yearlySavingPercent } from "./plan-difference";

const text = (en: string) => ({ en, ja: en });
const plan = (over: Partial<PlanOption>): PlanOption => ({
  planKey: "p",
  name: text("P"),
  summary: text(""),
  features: [],
  isFree: false,
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null, monthlyActiveUsers: null },
  offers: { month: null, year: null },
  excessMauUnitAmountMinor: null,
  definition: blankPlan("JPY"),
  hasQuantities: false,
  trial: null,
  isCurrentPlan: false,
  ...over,
});

describe("a plan next to the present one", () => {
  const small = plan({
    features: [text("mail"), text("log")],
    limits: { registeredRps: 3, registeredUsers: 100, monthlyActiveUsers: 300 },
  });
  const large = plan({
    features: [text("mail"), text("phone")],
    limits: { registeredRps: 3, registeredUsers: null, monthlyActiveUsers: 1000 },
  });

  test("says of each limit whether it grows or shrinks, and no limit is the largest", () => {
    expect(differenceBetween(large, small).limits).toEqual({
      registeredRps: "same",
      registeredUsers: "more",
      monthlyActiveUsers: "more",
    });
    expect(differenceBetween(small, large).limits).toEqual({
      registeredRps: "same",
      registeredUsers: "less",
      monthlyActiveUsers: "less",
    });
  });

  test("does not set the active users of Free, which cost nothing, against those that a paid plan includes", () => {
    const free = plan({ isFree: true });
    expect(differenceBetween(small, free).limits.monthlyActiveUsers).toBe("same");
    expect(differenceBetween(free, small).limits.monthlyActiveUsers).toBe("same");
  });

  test("marks what comes and lists what goes", () => {
    const { features, lost } = differenceBetween(large, small);
    expect(features.map(({ text, isNew }) => [text.en, isNew])).toEqual([
      ["mail", false],
      ["phone", true],
    ]);
    expect(lost.map(({ en }) => en)).toEqual(["log"]);
  });

  test("without a present plan on sale nothing is marked", () => {
    const { limits, features, lost } = differenceBetween(large, null);
    expect(new Set(Object.values(limits))).toEqual(new Set(["same"]));
    expect(features.some(({ isNew }) => isNew)).toBe(false);
    expect(lost).toEqual([]);
  });
});

describe("what paying by the year saves", () => {
  const priced = (month: string, year: string) =>
    plan({
      offers: {
        month: { amountMinor: month, kind: "purchase" },
        year: { amountMinor: year, kind: "purchase" },
      },
    });

  test("is the best of all plans, rounded down so that nothing is promised that does not hold", () => {
    expect(yearlySavingPercent([priced("5000", "50000"), priced("100", "1190")])).toBe(16);
  });

  test("is nothing when a year costs as much as twelve months or more", () => {
    expect(yearlySavingPercent([priced("100", "1200"), priced("100", "1300"), plan({})])).toBe(0);
  });
});
