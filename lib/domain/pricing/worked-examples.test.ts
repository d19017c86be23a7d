import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import type { Component } from "../catalog/component";
import type { PlanDefinition } from "../catalog/plan";
import { nothingUsed, type Quantities } from "./quantities";
import { compilePlan, rate } from "./rate";
import type { RatedLine } from "./rated-invoice";
import { noTerms, type PricingTerms } from "./terms";

/* Every amount of docs/requirements/hybrid-pricing.md, with its quantities. Amounts are in cents. */

const usd = (...components: Component[]): PlanDefinition => ({ ...blankPlan("USD"), components });
const monthly = (dollars: number) => ({ month: `${dollars}00`, year: null });
const base = (dollars: number): Component => ({ ...blank.base(), amountMinor: monthly(dollars) });
const seats = (dollars: number, included = 0): Component => ({
  ...blank.seats(),
  unitAmountMinor: monthly(dollars),
  included,
});
const addon = (key: string, dollars: number): Component => ({
  ...blank.addon(key),
  choice: { type: "switch", amountMinor: monthly(dollars) },
});
const calls = (included: string, unitAmountMinor: string, per = "1"): Component => ({
  ...blank.usage("calls", "api.call"),
  included,
  price: { model: "per_unit", unitAmountMinor, per },
});
const onDemand = (key: string, dollars: number, included = "0"): Component => ({
  ...blank.on_demand(key),
  unitAmountMinor: `${dollars}00`,
  included,
});

function priced(plan: PlanDefinition, used: Partial<Quantities>, terms: PricingTerms = noTerms) {
  return rate(compilePlan(plan, "month"), { ...nothingUsed, ...used }, terms);
}
const total = (...of: Parameters<typeof priced>): string => inDollars(priced(...of).totalMinor);
const inDollars = (minor: bigint) =>
  `$${minor / 100n}${minor % 100n === 0n ? "" : `.${String(minor % 100n).padStart(2, "0")}`}`;
const figures = ({ kind, quantity, unitAmountMinor, per, amountMinor }: RatedLine) =>
  `${kind} ${quantity}${unitAmountMinor === null ? "" : ` × ${unitAmountMinor}/${per}`} = ${amountMinor}`;

describe("the seven models", () => {
  test("1. subscription + usage: $124 with 25,000 calls, $49 with 8,000", () => {
    const pro = usd(base(49), calls("10000", "0.5"));
    expect(total(pro, { usage: { "api.call": "25000" } })).toBe("$124");
    expect(total(pro, { usage: { "api.call": "8000" } })).toBe("$49");
  });

  test("2. subscription + seats: $234 for 12 people with 3 seats included, $324 for 20 with 5", () => {
    expect(total(usd(base(99), seats(15, 3)), { seats: 12 })).toBe("$234");
    expect(total(usd(base(99), seats(15, 5)), { seats: 20 })).toBe("$324");
  });

  test("3. subscription + feature add-ons: $57 with analytics and API access", () => {
    const core = usd(
      base(29),
      addon("analytics", 19),
      addon("api", 9),
      addon("support", 29),
      addon("label", 49),
    );
    expect(total(core, { addons: { analytics: "1", api: "1" } })).toBe("$57");
  });

  test("4. seats + usage with an allowance for each seat: $260 for 10 people and 80 GB", () => {
    const team = usd(seats(20), {
      ...blank.usage("data", "data.processed"),
      scale: { divideBy: "1000000000", decimals: 3, rounding: "up" },
      includedPerSeat: "5",
      price: { model: "per_unit", unitAmountMinor: "200", per: "1" },
    });
    const invoice = priced(team, { seats: 10, usage: { "data.processed": "80000000000" } });
    expect(inDollars(invoice.totalMinor)).toBe("$260");
    expect(invoice.lines.map(figures)).toEqual([
      "seats 10 × 2000/1 = 20000",
      "included 50 = 0",
      "usage 30 × 200/1 = 6000",
    ]);
  });

  test("5. subscription + seats + usage: $709 for 20 people and 150,000 calls", () => {
    const enterprise = usd(base(199), seats(25), calls("50000", "10", "1000"));
    expect(total(enterprise, { seats: 20, usage: { "api.call": "150000" } })).toBe("$709");
  });

  test.each([
    ["Starter", 19, "1000", "2"],
    ["Pro", 79, "25000", "1"],
    ["Business", 199, "100000", "0.5"],
    ["Enterprise", 499, "500000", "0.2"],
  ])("6. tiers with their own allowance and price for more: %s", (_name, dollars, included, cents) => {
    const tier = usd(base(dollars), calls(included, cents));
    expect(total(tier, { usage: { "api.call": included } })).toBe(`$${dollars}`);
    const more = String(Number(included) + 1000);
    const excessCents = BigInt(Number(cents) * 1000);
    expect(priced(tier, { usage: { "api.call": more } }).totalMinor).toBe(
      BigInt(dollars) * 100n + excessCents,
    );
  });

  test("7. subscription + on-demand work: $749 with three extra hours and an incident", () => {
    const retainer = usd(
      base(199),
      onDemand("consulting", 150, "5"),
      onDemand("development", 200),
      onDemand("emergency", 100),
    );
    const invoice = priced(retainer, { onDemand: { consulting: "8", emergency: "1" } });
    expect(inDollars(invoice.totalMinor)).toBe("$749");
    expect(invoice.lines.map(figures)).toEqual([
      "base 1 × 19900/1 = 19900",
      "included 5 = 0",
      "on_demand 3 × 15000/1 = 45000",
      "on_demand 1 × 10000/1 = 10000",
    ]);
  });
});

describe("the real-world examples", () => {
  test("AI SaaS platform: $325 for 12 people, 500K tokens, custom model and API access", () => {
    const platform = usd(
      base(99),
      seats(20, 5),
      addon("model", 49),
      addon("api", 29),
      addon("queue", 19),
      calls("100000", "2", "1000"),
    );
    const invoice = priced(platform, {
      seats: 12,
      usage: { "api.call": "500000" },
      addons: { model: "1", api: "1" },
    });
    expect(inDollars(invoice.totalMinor)).toBe("$325");
    expect(invoice.lines.map(({ amountMinor }) => inDollars(amountMinor))).toEqual([
      "$99",
      "$140",
      "$49",
      "$29",
      "$0",
      "$8",
    ]);
  });

  test("developer tools: builds and storage stop at the allowance on Free and cost extra on Pro", () => {
    const builds = (included: string, price: Extract<Component, { kind: "usage" }>["price"]): Component => ({
      ...blank.usage("builds", "build"),
      included,
      price,
    });
    const free = usd(base(0), builds("100", { model: "limit" }));
    const pro = usd(
      base(29),
      seats(10, 5),
      builds("1000", { model: "limit" }),
      addon("priority_builds", 19),
      {
        ...blank.addon("custom_domains"),
        choice: { type: "quantity", unitAmountMinor: monthly(9), included: 0, maximum: null },
      },
    );
    expect(total(free, { usage: { build: "100" } })).toBe("$0");
    expect(total(pro, { seats: 7, addons: { priority_builds: "1", custom_domains: "2" } })).toBe("$86");
  });

  test("marketing automation: contact tiers are options of a group, e-mails cost $1 per 1,000", () => {
    const option = (key: string, dollars: number) => ({
      key,
      name: { en: key, ja: key },
      amountMinor: monthly(dollars),
    });
    const contacts: Component = {
      ...blank.addon("contacts"),
      choice: {
        type: "one_of",
        options: [option("1k", 0), option("5k", 30), option("25k", 80), option("100k", 200)],
      },
    };
    const plan = usd(base(79), seats(15, 3), contacts, addon("sms", 29), calls("10000", "100", "1000"));
    expect(total(plan, { seats: 3 })).toBe("$79");
    expect(
      total(plan, { seats: 5, addons: { contacts: "25k", sms: "1" }, usage: { "api.call": "12500" } }),
    ).toBe("$220.50");
  });
});

test("the transparent invoice: $250.10 and 8.5 % tax make $271.36", () => {
  const pro = usd(base(49), seats(15, 3), calls("10000", "0.5"), addon("analytics", 19));
  const invoice = priced(
    pro,
    { seats: 10, usage: { "api.call": "25420" }, addons: { analytics: "1" } },
    {
      ...noTerms,
      taxes: [
        { key: "sales", name: { en: "Tax", ja: "税金" }, percent: "8.5", inclusive: false, components: null },
      ],
    },
  );
  expect(invoice.lines.map(figures)).toEqual([
    "base 1 × 4900/1 = 4900",
    "seats 7 × 1500/1 = 10500",
    "included 10000 = 0",
    "usage 15420 × 0.5/1 = 7710",
    "addon 1 × 1900/1 = 1900",
  ]);
  expect(inDollars(invoice.subtotalMinor)).toBe("$250.10");
  expect(inDollars(invoice.taxMinor)).toBe("$21.26");
  expect(inDollars(invoice.totalMinor)).toBe("$271.36");
});

describe("Japan's consumption tax", () => {
  const yen = (keys: string[]): PlanDefinition => ({
    ...blankPlan("JPY"),
    components: keys.map((key) => ({
      ...blank.addon(key),
      choice: { type: "switch", amountMinor: { month: "105", year: null } },
    })),
  });
  const rateOf = (percent: string, inclusive: boolean, components: string[] | null = null) => ({
    key: `jp${percent}`,
    name: { en: "Consumption tax", ja: "消費税" },
    percent,
    inclusive,
    components,
  });
  const three = { addons: { a: "1", b: "1", c: "1" } };
  const withTax = (taxes: PricingTerms["taxes"]) =>
    priced(yen(["a", "b", "c"]), three, {
      ...noTerms,
      taxes,
      taxRounding: "down",
    });

  test("three lines of ¥105 at 10 % are ¥31 of tax, rounded once", () => {
    expect(withTax([rateOf("10", false)]).taxMinor).toBe(31n);
  });

  test("prices that contain the tax keep their total and show the tax inside", () => {
    const invoice = withTax([rateOf("10", true)]);
    expect(invoice.totalMinor).toBe(315n);
    expect(invoice.taxes[0]).toMatchObject({ taxableMinor: 287n, amountMinor: 28n });
  });

  test("each of two rates is rounded once over the lines that it is on", () => {
    const invoice = withTax([rateOf("10", false, ["a", "b"]), rateOf("8", false, ["c"])]);
    expect(invoice.taxes.map(({ taxableMinor, amountMinor }) => [taxableMinor, amountMinor])).toEqual([
      [210n, 21n],
      [105n, 8n],
    ]);
  });
});
