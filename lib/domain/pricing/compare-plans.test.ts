import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import { type Component, mauMeter } from "../catalog/component";
import type { PlanDefinition } from "../catalog/plan";
import { comparePlans, isOffered, nothingRegistered, type Registered } from "./compare-plans";
import { nothingUsed, type Quantities } from "./quantities";
import { noTerms } from "./terms";

/* The tiers of HYBRID-6: their monthly price and what they include. */
const tier = (dollars: number, included: string, unitAmountMinor: string): PlanDefinition => ({
  ...blankPlan("USD"),
  components: [
    { ...blank.base(), amountMinor: { month: `${dollars}00`, year: null } },
    {
      ...blank.usage("calls", "api.call"),
      included,
      price: { model: "per_unit", unitAmountMinor, per: "1" },
    },
  ],
});
const free: PlanDefinition = {
  ...blankPlan("USD"),
  limits: { registeredRps: 3, registeredUsers: 100 },
};
const withParts = (...components: Component[]): PlanDefinition => ({ ...blankPlan("USD"), components });
const base: Component = { ...blank.base(), amountMinor: { month: "100", year: "1000" } };

function compared(
  plans: Record<string, PlanDefinition>,
  used: Partial<Quantities>,
  registered: Registered = nothingRegistered,
  interval: "month" | "year" = "month",
) {
  return comparePlans({
    plans: Object.entries(plans).map(([planKey, definition]) => ({ planKey, definition })),
    interval,
    quantities: { ...nothingUsed, ...used },
    terms: noTerms,
    registered,
  });
}
const cheapest = (...of: Parameters<typeof compared>) =>
  compared(...of)
    .filter(({ isCheapest }) => isCheapest)
    .map(({ planKey }) => planKey);
const reasons = (...of: Parameters<typeof compared>) =>
  Object.fromEntries(compared(...of).map(({ planKey, unfit }) => [planKey, unfit.map((one) => one.reason)]));

const tiers = {
  starter: tier(19, "1000", "2"),
  pro: tier(79, "25000", "1"),
  business: tier(199, "100000", "0.5"),
};

describe("the cheapest plan", () => {
  test.each([
    ["1000", "starter"],
    // Starter: 19 + 3,000 × 0.02 = 79, the same as Pro.
    ["4000", "starter,pro"],
    ["4001", "pro"],
    ["37000", "pro,business"],
    ["37100", "business"],
  ])("at %s calls is %s", (calls, keys) => {
    expect(cheapest(tiers, { usage: { "api.call": calls } }).join()).toBe(keys);
  });

  test("is never one that does not fit, however little it costs", () => {
    const many = { usage: { [mauMeter]: "101" } };
    expect(cheapest({ free, pro: withParts(base) }, many)).toEqual(["pro"]);
    expect(cheapest({ free, pro: withParts(base) }, { usage: { [mauMeter]: "100" } })).toEqual(["free"]);
    expect(cheapest({ free }, many)).toEqual([]);
  });

  test("among yearly licenses is the one whose twelve months cost least", () => {
    const plans = { monthly: tier(1, "0", "0"), yearly: withParts(base) };
    const [monthly, yearly] = compared(plans, {}, nothingRegistered, "year");
    expect(monthly).toMatchObject({ estimate: null, comparedMinor: null, unfit: [{ reason: "interval" }] });
    expect(yearly).toMatchObject({ comparedMinor: 1000n, isCheapest: true });
  });
});

describe("a plan does not fit", () => {
  test("if more is registered than it allows", () => {
    expect(reasons({ free }, {}, { registeredRps: 4, registeredUsers: 101 })).toEqual({
      free: ["registered_rps", "registered_users"],
    });
    expect(reasons({ free }, {}, { registeredRps: 3, registeredUsers: 100 })).toEqual({ free: [] });
  });

  test("if more is wanted than it sells, and the maximum is given", () => {
    const small = withParts(base, { ...blank.seats(), name: { en: "Seats", ja: "席" }, maximum: 5 });
    expect(compared({ small }, { seats: 6 })[0]?.unfit).toEqual([
      { reason: "maximum", name: { en: "Seats", ja: "席" }, maximum: "5" },
    ]);
  });

  test("if something is wanted that only another plan sells", () => {
    const choice = { type: "switch", amountMinor: { month: "1", year: "1" } } as const;
    const plans = {
      ...tiers,
      plain: withParts(base),
      rich: withParts(base, { ...blank.addon("support"), choice }, blank.on_demand("work")),
    };
    expect(reasons(plans, { usage: { "api.call": "1" } })).toMatchObject({
      starter: [],
      plain: ["not_offered"],
      rich: ["not_offered"],
    });
    const wanted = { addons: { support: "1" }, onDemand: { work: "2" } };
    expect(reasons(plans, wanted)).toMatchObject({ plain: ["not_offered", "not_offered"], rich: [] });
    expect(reasons(plans, { addons: { support: "0" } })).toMatchObject({ plain: [] });
    expect(reasons(plans, { usage: { nowhere: "1" } })).toMatchObject({ plain: [] });
  });
});

test("a plan is sold at the intervals of its base, or without a base at those of its first fixed component", () => {
  expect(isOffered(withParts(base), "year")).toBe(true);
  expect(isOffered(tier(1, "0", "1"), "year")).toBe(false);
  expect(isOffered(withParts(blank.seats()), "year")).toBe(false);
  expect(isOffered(withParts({ ...blank.usage("calls") }), "month")).toBe(true);
  expect(isOffered(withParts({ ...blank.usage("calls") }), "year")).toBe(false);
  expect(isOffered(free, "year")).toBe(true);
});

test("a plan whose group lacks the chosen option does not fit, however cheap its first option is", () => {
  const contacts = (...options: [key: string, dollars: number][]): Component => ({
    ...blank.addon("contacts"),
    choice: {
      type: "one_of",
      options: options.map(([key, dollars]) => ({
        key,
        name: { en: key, ja: key },
        amountMinor: { month: `${dollars}00`, year: null },
      })),
    },
  });
  const plans = {
    small: withParts(base, contacts(["1k", 0], ["5k", 30])),
    large: withParts(base, contacts(["1k", 0], ["100k", 200])),
  };
  expect(cheapest(plans, { addons: { contacts: "100k" } })).toEqual(["large"]);
  expect(cheapest(plans, { addons: { contacts: "1k" } })).toEqual(["small", "large"]);
});
