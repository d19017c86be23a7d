import fc, { type Arbitrary } from "fast-check";
import { blank } from "@/lib/domain/catalog/blank";
import type { AmountByInterval, Component } from "@/lib/domain/catalog/component";
import type { Holding } from "@/lib/domain/license/holding";
import type { TaxRounding } from "@/lib/domain/pricing/terms";
import type { CouponState, TaxSetting } from "@/lib/domain/promise/promise-terms";
import { addDays, type Day } from "@/lib/domain/time/day-span";
import { named, plan } from "./fixtures";

/** Three plans of one currency, with every kind of fixed component, and what may be held of them. */

const wholes = (max: number) => fc.integer({ min: 0, max }).map(String);
const byInterval = (amounts: Arbitrary<string>): Arbitrary<AmountByInterval> =>
  fc.record({ month: amounts, year: amounts });
/** Half units are frequent, because roundings differ there. */
const unitAmounts = fc.oneof(wholes(3_000), fc.constantFrom("0.5", "12.5", "333.333333333333", "1"));

const components: Arbitrary<Component[]> = fc
  .record({
    base: byInterval(wholes(90_000)),
    seats: byInterval(unitAmounts),
    included: fc.integer({ min: 0, max: 4 }),
    support: byInterval(wholes(9_000)),
    packs: byInterval(unitAmounts),
    small: byInterval(wholes(500)),
    large: byInterval(wholes(5_000)),
  })
  .map(({ base, seats, included, support, packs, small, large }) => [
    { ...blank.base(), name: named("Base"), amountMinor: base },
    { ...blank.seats(), name: named("Seats"), unitAmountMinor: seats, included },
    { ...blank.addon("support"), choice: { type: "switch", amountMinor: support } },
    {
      ...blank.addon("packs"),
      choice: { type: "quantity", unitAmountMinor: packs, included: 1, maximum: null },
    },
    {
      ...blank.addon("contacts"),
      choice: {
        type: "one_of",
        options: [
          { key: "small", name: named("Small"), amountMinor: small },
          { key: "large", name: named("Large"), amountMinor: large },
        ],
      },
    },
  ]);

export const currencies = fc.constantFrom("JPY", "USD", "ISK", "KWD");

/** What may be held of plans that differ in rank; `planVersionId` tells which. */
export const holdings = (currency: string): Arbitrary<Arbitrary<Holding>> =>
  fc.tuple(components, components, components).map((each) =>
    fc.integer({ min: 0, max: 2 }).chain((index) =>
      fc.record<Holding>({
        planVersionId: fc.constant(`pv_${index}`),
        rank: fc.constant(index + 1),
        definition: fc.constant(plan(`Plan ${index}`, currency, each[index] ?? [])),
        interval: fc.constantFrom("month", "month", "year"),
        seats: fc.integer({ min: 0, max: 9 }),
        addons: fc.record({
          support: fc.constantFrom("0", "1"),
          packs: fc.integer({ min: 0, max: 4 }).map(String),
          contacts: fc.constantFrom("small", "large"),
        }),
      }),
    ),
  );

export const firstDay: Day = "2027-01-05";
export const lastDay: Day = "2029-01-31";
/** Days of two years, among them a 29 February. */
export const days: Arbitrary<Day> = fc.integer({ min: 0, max: 730 }).map((count) => addDays(firstDay, count));

const percents = fc.constantFrom("10", "8", "8.5", "20", "0");
const keys = fc.constantFrom(null, ["base"], ["seats", "support"], ["base", "packs", "contacts"]);

const rates = fc.array(fc.record({ percent: percents, inclusive: fc.boolean(), components: keys }), {
  maxLength: 3,
});

/** A setting from the beginning, and another one in the middle. Keys stay, percents change. */
export const taxSettings: Arbitrary<TaxSetting[]> = fc
  .tuple(rates, rates, days, fc.constantFrom("taxed" as const, "exempt" as const, "reverse_charge" as const))
  .map(([first, second, from, treatment]) => {
    const setting = (each: typeof first): TaxSetting => ({
      from: "2000-01-01",
      treatment: "taxed",
      reason: null,
      rates: each.map((rate, index) => ({ ...rate, key: `tax-${index}`, name: named("Tax") })),
    });
    return [setting(first), { ...setting(second), from, treatment }];
  });

export const taxRoundings: Arbitrary<TaxRounding> = fc.constantFrom("half_up", "down", "up");

export const percentCoupons: Arbitrary<CouponState[]> = fc
  .array(fc.record({ percent: fc.constantFrom("10", "33.3333", "50", "100"), components: keys }), {
    maxLength: 2,
  })
  .map((coupons) =>
    coupons.map(({ percent, components: lowered }, index) => ({
      key: `coupon-${index}`,
      name: named("Coupon"),
      value: { type: "percent" as const, percent },
      components: lowered,
      monthsLeft: null,
      takenMinor: 0n,
    })),
  );
