import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Component } from "../catalog/component";
import type { PlanDefinition } from "../catalog/plan";
import { compilePlan } from "../pricing/compile";
import { nothingUsed } from "../pricing/quantities";
import { rate } from "../pricing/rate";
import { type Discount, type TaxRate, usualTaxRounding } from "../pricing/terms";
import { amountOf, billedParts, firstAnchor } from "./billed-parts";
import { addUpInvoice, discountOn } from "./invoice-sum";
import { couponDuration, couponOf, notAtStripe } from "./terms-at-stripe";
import { type BilledLine, unusedTime } from "./unused-time";

const at = (text: string) => new Date(text);
const text = (en: string) => ({ en, ja: en });
const tax = (key: string, percent: string, inclusive = false): TaxRate => ({
  key,
  name: text(key),
  percent,
  inclusive,
  components: null,
});
const percentOff = (percent: string, more: Partial<Discount> = {}): Discount => ({
  name: text("Discount"),
  value: { type: "percent", percent },
  components: null,
  months: null,
  ...more,
});

const seats: Component = {
  kind: "seats",
  key: "seats",
  name: text("Seats"),
  unitAmountMinor: { month: "333", year: null },
  included: 0,
  minimum: 0,
  maximum: null,
};
const definition: PlanDefinition = {
  name: text("Team"),
  summary: text(""),
  features: [],
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null },
  components: [
    { kind: "base", key: "base", name: text("Base"), amountMinor: { month: "9999", year: null } },
    seats,
  ],
};

test("an invoice of whole months adds up to what the engine rates, for every discount and tax that Stripe can invoice", () => {
  const parts = fc.constantFrom<readonly string[] | null>(null, ["base"], ["seats"], ["base", "seats"], []);
  const percent = fc.integer({ min: 0, max: 10_000 }).map((n) => (n / 100).toFixed(2));
  const discount = fc.oneof(
    fc.constant(null),
    fc.tuple(percent, parts).map(([off, components]) => percentOff(off, { components })),
    fc.tuple(fc.nat(20_000), parts).map(
      ([off, components]): Discount => ({
        ...percentOff("0", { components }),
        value: { type: "amount", amountMinor: String(off), currency: "JPY" },
      }),
    ),
  );
  const rates = fc.constantFrom(
    [],
    [tax("jp10", "10")],
    [tax("jp8", "8", true)],
    [tax("state", "6.25"), tax("city", "2.375")],
  );
  fc.assert(
    fc.property(discount, rates, fc.nat(40), (off, taxes, count) => {
      const billed = [
        { component: "base", amountMinor: 9_999n, wholeMinor: null },
        { component: "seats", amountMinor: 333n * BigInt(count), wholeMinor: null },
      ];
      const sum = addUpInvoice(billed, [], { discount: off, taxes });
      const terms = { discounts: off ? [off] : [], monthsBefore: 0, taxes, taxRounding: usualTaxRounding };
      const rated = rate(compilePlan(definition, "month"), { ...nothingUsed, seats: count }, terms, "fixed");
      expect(sum.totalMinor).toBe(rated.totalMinor);
      expect(sum.discountMinor).toBe(rated.discountMinor);
      expect(sum.taxes.map(({ amountMinor }) => amountMinor)).toEqual(
        rated.taxes.map(({ amountMinor }) => amountMinor),
      );
    }),
  );
});

test("a credited amount is taxed together with what is billed, once for each rate, also if the credit is larger", () => {
  const billed = [{ component: "base", amountMinor: 1_005n, wholeMinor: null }];
  const jp10 = tax("jp10", "10");
  const sum = (back: bigint) =>
    addUpInvoice(billed, [{ amountMinor: back, taxes: [jp10] }], {
      discount: percentOff("10"),
      taxes: [jp10],
    });
  // 1,005 − 101 (100.5) = 904; less 300 credited = 604, and 60.4 of tax.
  expect(sum(300n)).toMatchObject({ discountMinor: 101n, taxes: [{ amountMinor: 60n }], totalMinor: 664n });
  expect(sum(2_000n)).toMatchObject({ taxes: [{ amountMinor: -110n }], totalMinor: -1_206n });
  // A contract without discount and tax credits the amount without them.
  expect(
    addUpInvoice(billed, [{ amountMinor: 1_000n, taxes: [] }], { discount: null, taxes: [jp10] }),
  ).toMatchObject({
    taxes: [{ amountMinor: 101n }],
    totalMinor: 1_005n - 1_000n + 101n,
  });
});

test("for a partial interval each line rounds its own discount, and an amount off is prorated by time", () => {
  const part = (component: string, amountMinor: bigint, wholeMinor: bigint) => ({
    component,
    amountMinor,
    wholeMinor,
  });
  const [base, seat] = [part("base", 105n, 300n), part("seats", 205n, 700n)];
  const amountOff = (amountMinor: string, more: Partial<Discount> = {}): Discount => ({
    ...percentOff("0", more),
    value: { type: "amount", amountMinor, currency: "JPY" },
  });
  // 10.5 and 20.5, each rounded up; of the sum it would be 31.
  expect(discountOn([base, seat], percentOff("10"))).toBe(11n + 21n);
  // 310 of 1,000 is the billed fraction of the interval: 31 % of 200.
  expect(discountOn([base, seat], amountOff("200"))).toBe(62n);
  expect(discountOn([base, seat], amountOff("200", { components: ["seats"] }))).toBe(59n);
  // Two and a half intervals at once take off no more than the amount, and never more than the lines cost.
  expect(discountOn([part("base", 750n, 300n)], amountOff("200"))).toBe(200n);
  expect(discountOn([base], amountOff("5000"))).toBe(105n);
});

describe("how long a coupon holds", () => {
  const monthly = (startsAt: string, now: string, months: number | null) => {
    const span = { interval: "month" as const, startsAt: at(startsAt) };
    return couponDuration(months, { ...span, anchor: firstAnchor("month", span.startsAt, at(now)) });
  };
  const repeating = (months: number) => ({ duration: "repeating", months });

  test("for as many months as agreed; a first partial month is discounted in addition", () => {
    const start = "2026-09-10T03:00:00Z";
    expect(monthly(start, start, null)).toEqual({ duration: "forever", months: null });
    expect(monthly(start, start, 3)).toEqual(repeating(3));
    expect(monthly("2026-11-30T15:00:00Z", "2026-11-20T00:00:00Z", 3)).toEqual(repeating(3));
  });

  test("a contract that begins with a month counts that month among them", () => {
    const start = "2026-10-01T12:00:00Z";
    expect(monthly(start, start, 3)).toEqual(repeating(2));
    expect(monthly(start, start, 1)).toEqual({ duration: "once", months: null });
  });

  test("for a start in the past it holds for the remaining months, unless the first invoice bills time after them", () => {
    const now = "2026-09-10T00:00:00Z";
    expect(monthly("2026-07-16T12:00:00Z", now, 4)).toEqual(repeating(2));
    expect(monthly("2026-07-16T12:00:00Z", now, 3)).toEqual(repeating(1));
    expect(monthly("2026-07-16T12:00:00Z", now, 2)).toBeNull();
  });

  test("yearly, it is on each yearly invoice that begins within the months, as in the engine", () => {
    const startsAt = at("2026-09-10T00:00:00Z");
    const anchor = firstAnchor("year", startsAt, startsAt);
    const yearly = (months: number) => couponDuration(months, { interval: "year", startsAt, anchor });
    expect([3, 12, 13, 24, 36].map(yearly)).toEqual([
      { duration: "once", months: null },
      { duration: "once", months: null },
      repeating(12),
      repeating(12),
      repeating(24),
    ]);
  });
});

describe("what Stripe cannot do", () => {
  const startsAt = at("2026-09-10T00:00:00Z");
  const anchor = at("2026-10-01T12:00:00Z");
  const rules = (more: Partial<Parameters<typeof notAtStripe>[0]>) =>
    notAtStripe(
      { interval: "month", startsAt, discount: null, taxes: [], taxRounding: usualTaxRounding, ...more },
      anchor,
    ).map(({ field, rule }) => `${field}: ${rule}`);
  const jp10 = tax("jp10", "10");

  test("terms that Stripe can invoice are accepted", () => {
    expect(rules({})).toEqual([]);
    expect(
      rules({ taxes: [jp10], discount: percentOff("12.50", { months: 3, components: ["base"] }) }),
    ).toEqual([]);
    expect(rules({ taxes: [tax("jp10", "10", true)] })).toEqual([]);
    expect(rules({ taxRounding: { each: "rate", rounding: "down" } })).toEqual([]);
  });

  test("other roundings, taxes on single components, taxes of two kinds, finer percentages, months that are over", () => {
    expect(rules({ taxes: [jp10], taxRounding: { each: "rate", rounding: "down" } })).toEqual([
      "taxKeys: tax_rounding_at_stripe",
    ]);
    expect(rules({ taxes: [{ ...jp10, components: ["base"] }] })).toEqual([
      "taxKeys: tax_on_parts_at_stripe",
    ]);
    expect(rules({ taxes: [jp10, tax("other", "5", true)] })).toEqual(["taxKeys: taxes_at_stripe"]);
    expect(rules({ discount: percentOff("33.333") })).toEqual([
      "discount.value.percent: discount_decimals_at_stripe",
    ]);
    const months = percentOff("10", { months: 1 });
    expect(rules({ startsAt: at("2026-07-10T00:00:00Z"), discount: months })).toEqual([
      "discount.months: discount_over_at_stripe",
    ]);
  });

  test("there is no coupon if it would lower nothing that is paid in advance", () => {
    const always = { duration: "forever", months: null } as const;
    expect(couponOf(definition, null, always)).toBeNull();
    expect(couponOf(definition, percentOff("0"), always)).toBeNull();
    expect(couponOf(definition, percentOff("10", { components: ["calls"] }), always)).toBeNull();
    expect(couponOf(definition, percentOff("10", { components: ["calls", "seats"] }), always)).toMatchObject({
      components: ["seats"],
      off: { percent: "10" },
    });
  });
});

describe("what is credited", () => {
  const contract = { interval: "month" as const, startsAt: at("2026-07-16T12:00:00Z") };
  const anchor = at("2026-10-01T12:00:00Z");
  const item = { id: "si_1", unitAmountMinor: "9000", quantity: 1, productName: "Team" };
  const subscription = { anchor, currency: "JPY", items: [item] };
  const line = (from: string, to: string, netMinor: bigint, itemId = item.id): BilledLine => ({
    itemId,
    from: at(from),
    to: at(to),
    netMinor,
    taxRateIds: ["txr_1"],
    description: "1 × Team (at ¥9,000 / month)",
  });

  test("is what was billed after the discount, with its tax", () => {
    const billed = [
      line("2026-07-16T12:00:00Z", "2026-10-01T12:00:00Z", 20_250n),
      line("2026-10-01T12:00:00Z", "2026-11-01T12:00:00Z", 9_000n),
    ];
    // From 16 September 15 of 30 days are 4,500 less 450; all of October is 9,000.
    expect(unusedTime(contract, subscription, billed, at("2026-09-16T12:00:00Z"))).toMatchObject([
      { amountMinor: 4_050n + 9_000n, taxRateIds: ["txr_1"] },
    ]);
    expect(unusedTime(contract, subscription, billed, at("2026-11-01T12:00:00Z"))).toEqual([]);
  });

  test("is all that was billed, also if somebody changed quantity or price in Stripe's dashboard", () => {
    const [from, middle, to] = ["2026-10-01T12:00:00Z", "2026-10-17T00:00:00Z", "2026-11-01T12:00:00Z"];
    const back = (billed: BilledLine[], items = [item]) =>
      unusedTime(contract, { ...subscription, items }, billed, at("2026-10-24T18:00:00Z")).map(
        ({ amountMinor, description }) => [description, amountMinor],
      );
    // Half of October at twice the quantity; a quarter of it is left.
    const doubled = [line(middle, to, 9_000n), line(middle, to, -4_500n), line(from, to, 9_000n)];
    expect(back(doubled, [{ ...item, quantity: 2 }])).toEqual([["2 × Team", 4_500n]]);
    // It replaces another item and has no price until the next interval.
    expect(back([line(from, to, 9_000n, "si_gone")])).toEqual([["1 × Team (at ¥9,000 / month)", 2_250n]]);
  });

  test("is never more than the line cost; without a discount it is the unused fraction of the line", () => {
    const [from, to] = ["2026-10-01T12:00:00Z", "2026-11-01T12:00:00Z"];
    fc.assert(
      fc.property(
        fc.date({ min: at(from), max: at(to), noInvalidDate: true }),
        fc.bigInt({ min: 0n, max: 9_000n }),
        (instant, off) => {
          const [back] = unusedTime(contract, subscription, [line(from, to, 9_000n - off)], instant);
          const amount = back?.amountMinor ?? 0n;
          expect(amount <= 9_000n - off).toBe(true);
          const parts = billedParts({ ...contract, anchor, until: at(to) });
          if (off === 0n) expect(amount).toBe(amountOf(item, "JPY", parts, instant).minor);
        },
      ),
    );
  });
});
