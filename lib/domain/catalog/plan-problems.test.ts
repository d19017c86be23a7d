import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plans } from "@/tests/pricing/arbitraries";
import { blank, blankPlan } from "./blank";
import type { AddonComponent, Component, OnDemandComponent, Tier, UsageComponent } from "./component";
import type { PlanDefinition } from "./plan";
import { planProblems } from "./plan-problems";

const name = { en: "Something", ja: "もの" };
const monthly = (month: string) => ({ month, year: null });
const catalog = { meters: new Set(["tokens", "bytes"]) };

const base = { ...blank.base(), name, amountMinor: monthly("9900") };
const seats = { ...blank.seats(), name, unitAmountMinor: monthly("2000"), included: 5 };
const tokens: UsageComponent = {
  ...blank.usage("tokens", "tokens"),
  name,
  unit: name,
  included: "100000",
  price: { model: "per_unit", unitAmountMinor: "2", per: "1000" },
};
const addon = (key: string): AddonComponent => ({
  ...blank.addon(key),
  name,
  choice: { type: "switch", amountMinor: monthly("4900") },
});
const hours: OnDemandComponent = { ...blank.on_demand("hours"), name, unit: name, unitAmountMinor: "15000" };

const plan = (components: Component[], rest: Partial<PlanDefinition> = {}): PlanDefinition => ({
  ...blankPlan("USD"),
  name,
  ...rest,
  components,
});

const priced = (price: UsageComponent["price"]) => plan([{ ...tokens, price }]);
const tier = (upTo: string | null, unitAmountMinor = "1", flatAmountMinor = "0"): Tier => ({
  upTo,
  unitAmountMinor,
  flatAmountMinor,
});
const graduated = (...tiers: Tier[]) => priced({ model: "graduated", tiers });
const volume = (...tiers: Tier[]) => priced({ model: "volume", tiers });
const group = (...keys: string[]): AddonComponent => ({
  ...addon("contacts"),
  choice: { type: "one_of", options: keys.map((key) => ({ key, name, amountMinor: monthly("3000") })) },
});
const domains = (choice: { included: number; maximum: number | null }): AddonComponent => ({
  ...addon("domains"),
  choice: { type: "quantity", unitAmountMinor: monthly("900"), ...choice },
});
const manyAddons = (count: number) => Array.from({ length: count }, (_, index) => addon(`addon-${index}`));

const found = (definition: PlanDefinition, facts = catalog) =>
  planProblems(definition, facts).map(({ severity, field, rule }) => `${severity} ${field} ${rule}`);

const whole = plan([
  base,
  seats,
  tokens,
  addon("api"),
  group("1k", "5k"),
  domains({ included: 1, maximum: 9 }),
  hours,
]);

test("a sound plan with every kind of component has no problem", () =>
  expect(planProblems(whole, catalog)).toEqual([]));

test("without a catalog the names of meter units are not checked", () => {
  expect(planProblems(plan([{ ...tokens, meter: "whatever" }]), null)).toEqual([]);
});

describe("the bad plans that people write", () => {
  test.each<[string, PlanDefinition, ...string[]]>([
    [
      "negative price",
      plan([{ ...base, amountMinor: monthly("-1") }]),
      "error components.0.amountMinor.month negative",
    ],
    [
      "13 decimals",
      priced({ model: "per_unit", unitAmountMinor: "0.0000000000001", per: "1" }),
      "error components.0.price.unitAmountMinor too_many_decimals",
    ],
    ["unknown meter", plan([{ ...tokens, meter: "tokns" }]), "error components.0.meter unknown_meter"],
    [
      "tiers out of order",
      graduated(tier("5000"), tier("1000"), tier(null)),
      "error components.0.price.tiers.1.upTo tiers_out_of_order",
    ],
    ["two bases", plan([base, { ...base, key: "second" }]), "error components.1.kind second_base"],
    [
      "currency mix",
      plan([base, { ...addon("api"), currency: "JPY" }]),
      "error components.1.currency currency_mix",
    ],
    ["300 components", plan(manyAddons(300)), "error components too_many"],
  ])("%s", (_, definition, ...problems) => expect(found(definition)).toEqual(problems));
});

describe("an error", () => {
  test.each<[string, PlanDefinition, ...string[]]>([
    // Numbers.
    [
      "an amount that is no number",
      plan([{ ...base, amountMinor: monthly("1,000") }]),
      "components.0.amountMinor.month not_a_decimal",
    ],
    [
      "an exponent",
      plan([{ ...base, amountMinor: monthly("1e3") }]),
      "components.0.amountMinor.month not_a_decimal",
    ],
    ["no amount", plan([{ ...base, amountMinor: monthly(" ") }]), "components.0.amountMinor.month required"],
    [
      "half a cent of a base",
      plan([{ ...base, amountMinor: monthly("0.5") }]),
      "components.0.amountMinor.month part_of_a_minor_unit",
    ],
    [
      "nine digits",
      plan([{ ...base, amountMinor: monthly("100000000") }]),
      "components.0.amountMinor.month amount_too_big",
    ],
    [
      "nine digits of a unit price",
      priced({ model: "per_unit", unitAmountMinor: "100000000.5", per: "1" }),
      "components.0.price.unitAmountMinor amount_too_big",
    ],
    [
      "nineteen digits",
      plan([{ ...tokens, included: "1".repeat(19) }]),
      "components.0.included too_many_digits",
    ],
    ["a negative allowance", plan([{ ...tokens, included: "-1" }]), "components.0.included negative"],
    [
      "per nothing",
      priced({ model: "per_unit", unitAmountMinor: "1", per: "0" }),
      "components.0.price.per not_positive",
    ],
    [
      "packages of nothing",
      priced({ model: "package", amountMinor: "1", size: "0" }),
      "components.0.price.size not_positive",
    ],
    [
      "divided by nothing",
      plan([{ ...tokens, scale: { divideBy: "0", decimals: 0, rounding: "up" } }]),
      "components.0.scale.divideBy not_positive",
    ],
    [
      "13 places of a scale",
      plan([{ ...tokens, scale: { divideBy: "1000000", decimals: 13, rounding: "up" } }]),
      "components.0.scale.decimals too_big",
    ],
    [
      "a negative price for work",
      plan([{ ...hours, unitAmountMinor: "-5" }]),
      "components.0.unitAmountMinor negative",
    ],
    [
      "a cap in parts of a cent",
      plan([{ ...tokens, capMinor: "10.5" }]),
      "components.0.capMinor part_of_a_minor_unit",
    ],
    [
      "a cap below the minimum",
      plan([{ ...tokens, capMinor: "99", minimumMinor: "100" }]),
      "components.0.capMinor cap_below_minimum",
    ],
    // Tiers.
    ["no tiers", graduated(), "components.0.price.tiers tiers_missing"],
    [
      "101 tiers",
      graduated(...Array.from({ length: 100 }, (_, index) => tier(String(index + 1))), tier(null)),
      "components.0.price.tiers too_many",
    ],
    [
      "equal bounds",
      volume(tier("10"), tier("10.0"), tier(null)),
      "components.0.price.tiers.1.upTo tiers_overlap",
    ],
    [
      "a last tier with an end",
      graduated(tier("10"), tier("20")),
      "components.0.price.tiers.1.upTo tier_gap",
    ],
    [
      "no end in the middle",
      graduated(tier(null), tier(null)),
      "components.0.price.tiers.0.upTo open_tier_in_the_middle",
    ],
    [
      "a tier up to nothing",
      graduated(tier("0"), tier(null)),
      "components.0.price.tiers.0.upTo not_positive",
    ],
    [
      "a negative tier",
      graduated(tier("5", "-1"), tier(null, "-1", "-2")),
      "components.0.price.tiers.0.unitAmountMinor negative",
      "components.0.price.tiers.1.unitAmountMinor negative",
      "components.0.price.tiers.1.flatAmountMinor negative",
    ],
    // Keys and names.
    ["one key twice", plan([addon("api"), addon("api")]), "components.1.key duplicate_key"],
    ["a key in capitals", plan([addon("API")]), "components.0.key key_form"],
    ["a key that every object has", plan([addon("constructor")]), "components.0.key key_reserved"],
    ["no key", plan([addon("")]), "components.0.key required"],
    ["no Japanese name", plan([], { name: { en: "Pro", ja: " " } }), "name.ja required"],
    [
      "an endless name",
      plan([{ ...base, name: { en: "x".repeat(101), ja: "x" } }]),
      "components.0.name.en too_long",
    ],
    ["no unit", plan([{ ...tokens, unit: { en: "", ja: "個" } }]), "components.0.unit.en required"],
    ["a summary in one language", plan([], { summary: { en: "For teams", ja: "" } }), "summary.ja required"],
    [
      "an empty feature",
      plan([], { features: [{ en: "", ja: "" }] }),
      "features.0.en required",
      "features.0.ja required",
    ],
    ["21 features", plan([], { features: Array(21).fill(name) }), "features too_many"],
    ["no meter", plan([{ ...tokens, meter: "" }]), "components.0.meter required"],
    [
      "a meter that every object has",
      plan([{ ...tokens, meter: "__proto__" }]),
      "components.0.meter key_reserved",
    ],
    // Counts.
    ["21 fixed components", plan([base, ...manyAddons(20)]), "components too_many_fixed"],
    ["two counts of seats", plan([seats, { ...seats, key: "more" }]), "components.1.kind second_seats"],
    [
      "active users twice",
      plan([
        { ...tokens, meter: "mau" },
        { ...tokens, key: "more", meter: "mau" },
      ]),
      "components.1.meter second_mau",
    ],
    ["half a seat", plan([{ ...seats, included: 0.5 }]), "components.0.included not_whole"],
    ["a negative seat", plan([{ ...seats, minimum: -1 }]), "components.0.minimum too_small"],
    ["a million and one seats", plan([{ ...seats, maximum: 1_000_001 }]), "components.0.maximum too_big"],
    [
      "more included than possible",
      plan([{ ...seats, minimum: 6, maximum: 4 }]),
      "components.0.minimum above_maximum",
      "components.0.included above_maximum",
    ],
    [
      "more included add-ons than possible",
      plan([domains({ included: 3, maximum: 2 })]),
      "components.0.choice.included above_maximum",
    ],
    ["a group of one", plan([group("1k")]), "components.0.choice.options too_few_options"],
    ["an option twice", plan([group("1k", "1k")]), "components.0.choice.options.1.key duplicate_key"],
    [
      "a negative limit",
      plan([], { limits: { registeredRps: -1, registeredUsers: 1.5 } }),
      "limits.registeredRps too_small",
      "limits.registeredUsers not_whole",
    ],
    // Intervals and currencies.
    [
      "a base without a price",
      plan([{ ...base, amountMinor: { month: null, year: null } }, addon("api")]),
      "components.0.amountMinor no_interval",
    ],
    [
      "seats alone without a price",
      plan([{ ...seats, unitAmountMinor: { month: null, year: null } }]),
      "components.0.unitAmountMinor no_interval",
    ],
    [
      "a yearly base with monthly seats",
      plan([{ ...base, amountMinor: { month: "9900", year: "99000" } }, seats]),
      "components.1.unitAmountMinor.year interval_missing",
    ],
    [
      "a yearly option of a monthly base",
      plan([
        base,
        {
          ...group("1k"),
          choice: {
            type: "one_of",
            options: [
              { key: "1k", name, amountMinor: monthly("0") },
              { key: "5k", name, amountMinor: { month: null, year: "5" } },
            ],
          },
        },
      ]),
      "components.1.choice.options.1.amountMinor.month interval_missing",
      "components.1.choice.options.1.amountMinor.year interval_not_offered",
    ],
    ["no currency", plan([], { currency: "" }), "currency required"],
    ["small letters", plan([], { currency: "usd" }), "currency unknown_currency"],
    ["a currency that is gone", plan([], { currency: "DEM" }), "currency unknown_currency"],
  ])("%s", (_, definition, ...problems) => {
    expect(found(definition)).toEqual(problems.map((problem) => `error ${problem}`));
  });
});

describe("a warning", () => {
  test.each<[string, PlanDefinition, ...string[]]>([
    [
      "an allowance in bytes of a price in GB",
      plan([
        { ...tokens, scale: { divideBy: "1000000000", decimals: 2, rounding: "up" }, included: "5000000000" },
      ]),
      "components.0.included allowance_in_recorded_unit",
    ],
    [
      "a tier that costs more",
      graduated(tier("10", "1"), tier(null, "1.5")),
      "components.0.price.tiers.1.unitAmountMinor tier_price_rises",
    ],
    [
      "a volume that costs less for more",
      volume(tier("10", "2"), tier(null, "1")),
      "components.0.price.tiers.1.unitAmountMinor volume_drops",
    ],
    [
      "an excess for nothing",
      priced({ model: "per_unit", unitAmountMinor: "0", per: "1" }),
      "components.0.price.unitAmountMinor free_excess",
    ],
    [
      "a year of twelve months",
      plan([{ ...base, amountMinor: { month: "100", year: "1200" } }]),
      "components.0.amountMinor.year no_yearly_saving",
    ],
    [
      "an allowance for seats that are not there",
      plan([{ ...tokens, includedPerSeat: "5" }]),
      "components.0.includedPerSeat per_seat_without_seats",
    ],
    [
      "a meter priced twice",
      plan([tokens, { ...tokens, key: "again" }]),
      "components.1.meter meter_priced_twice",
    ],
    [
      "a cap of what is free",
      plan([{ ...tokens, price: { model: "unlimited" }, capMinor: "5" }]),
      "components.0.capMinor cap_of_nothing",
    ],
    [
      "1 fils, which Stripe cannot charge",
      plan([{ ...base, amountMinor: monthly("9901") }], { currency: "KWD" }),
      "components.0.amountMinor.month charge_step",
    ],
  ])("%s", (_, definition, ...problems) => {
    expect(found(definition)).toEqual(problems.map((problem) => `warning ${problem}`));
  });

  test("is not given if a flat amount makes up for the lower price, or no price is lower", () => {
    expect(found(volume(tier("10", "2"), tier(null, "1", "10")))).toEqual([]);
    expect(found(graduated(tier("10", "2"), tier(null, "1")))).toEqual([]);
  });
});

test("problems carry the values that their message needs", () => {
  const [decimals] = planProblems(plan([{ ...tokens, included: "0.1234567890123" }]), catalog);
  expect(decimals?.params).toEqual({ maximum: 12 });
  const [mix] = planProblems(plan([{ ...base, currency: "EUR" }]), catalog);
  expect(mix?.params).toEqual({ currency: "EUR", plan: "USD" });
  const [gap] = planProblems(graduated(tier("20.50")), catalog);
  expect(gap?.params).toEqual({ upTo: "20.5" });
});

test("the random plans of the pricing tests have no errors", () => {
  fc.assert(
    fc.property(plans(), ({ definition }) => {
      expect(planProblems(definition, null).filter(({ severity }) => severity === "error")).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

describe("how a plan is sold", () => {
  test("a trial of 0 to 365 whole days is right, and so is none", () => {
    for (const trialDays of [undefined, 0, 1, 14, 365])
      expect(found(plan([base], { trialDays }))).toEqual([]);
  });

  test.each([
    [-1, "too_small"],
    [366, "too_big"],
    [1.5, "not_whole"],
  ])("a trial of %s days is wrong", (trialDays, rule) => {
    expect(found(plan([base], { trialDays }))).toEqual([`error trialDays ${rule}`]);
  });

  test("what costs nothing needs no trial", () => {
    expect(found(plan([], { trialDays: 14 }))).toEqual(["error trialDays trial_of_free_plan"]);
    expect(found(plan([], { trialDays: 0 }))).toEqual([]);
  });

  test("changes that charge nothing are possible, with a warning of who may make them", () => {
    expect(found(plan([base], { changeMode: "difference" }))).toEqual([]);
    expect(found(plan([base], { changeMode: "none" }))).toEqual([
      "warning changeMode only_staff_charge_nothing",
    ]);
  });
});

describe("seats in use", () => {
  const seats = { ...blank.seats(), name: base.name, included: 5, inUse: "registered_users" as const };
  const limits = (registeredUsers: number | null) => ({ limits: { registeredRps: null, registeredUsers } });

  test("make sense where users and seats can be equally many", () => {
    expect(found(plan([seats], limits(null)))).toEqual([]);
    expect(found(plan([{ ...seats, maximum: 20 }], limits(20)))).toEqual([]);
  });

  test.each([
    ["seats that nobody can fill", seats, 4, "seats_without_users"],
    ["users for whom there is no seat", { ...seats, maximum: 20 }, 21, "users_without_seats"],
    ["users without an end", { ...seats, maximum: 20 }, null, "users_without_seats"],
  ])("warn of %s", (_, component, users, rule) => {
    expect(found(plan([component], limits(users)))).toEqual([`warning components.0.inUse ${rule}`]);
    expect(found(plan([{ ...component, inUse: undefined }], limits(users)))).toEqual([]);
  });
});
