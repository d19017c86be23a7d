import fc, { type Arbitrary } from "fast-check";
import { type ChangeMode, changeModes } from "@/lib/domain/catalog/change-mode";
import type { Component } from "@/lib/domain/catalog/component";
import type { Aggregation } from "@/lib/domain/catalog/meter-unit";
import type { Holding } from "@/lib/domain/license/holding";
import type { PromiseTerms } from "@/lib/domain/promise/promise-terms";
import { addDays, type Day } from "@/lib/domain/time/day-span";
import { currencies, holdings, percentCoupons, taxRoundings, taxSettings } from "../promise/arbitraries";
import { noTerms } from "../promise/fixtures";
import { meteredComponents } from "../rated-usage/arbitraries";

/** Random years of tenants: what they hold and use, what is corrected, and what becomes of their invoices. */

export const firstDay: Day = "2027-01-01";
/** Whatever is held ends with the year; what arrives late, and is taken back later still, goes on after it. */
export const yearEnd: Day = "2028-01-01";
export const lastDay: Day = "2028-10-01";

export const meters: Readonly<Record<string, Aggregation>> = {
  calls: "sum",
  jobs: "count",
  storage: "max",
  people: "unique",
  level: "last",
};

/** Something used. It may arrive late, and may be taken back later. */
export type Used = {
  id: string;
  meter: string;
  day: Day;
  /** The second of the day. */
  second: number;
  amount: string;
  arrives: Day;
  voided: Day | null;
};

export type Act =
  | { type: "hold"; day: Day; wanted: Holding; mode: ChangeMode }
  | { type: "end" | "stop"; day: Day };

/** What becomes of an invoice, so many days after it was made. */
export type Fate =
  | { type: "paid" }
  /** Held, sent, or not paid at once: open until then. */
  | { type: "paid_later" | "voided" | "written_off" | "disputed"; days: number }
  | { type: "refunded"; days: number; percent: number }
  /** People put a line and a discount on the draft. */
  | { type: "changed_by_hand"; lineMinor: bigint; percentOff: number }
  /** Stripe refuses it for good: what stands on it is billed by nothing. */
  | { type: "refused" };

export type TenantYear = {
  currency: string;
  terms: PromiseTerms;
  leastMinor: string;
  atOnceMinor: string;
  acts: Act[];
  used: Used[];
  fates: Fate[];
};

const dayOfYear = fc.integer({ min: 0, max: 364 }).map((count) => addDays(firstDay, count));
/** Most are on time; some come within the time of corrections, some after it. */
const lateness = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 70 }) },
  { weight: 1, arbitrary: fc.integer({ min: 71, max: 150 }) },
);

const used: Arbitrary<Used[]> = fc
  .array(
    fc.record({
      meter: fc.constantFrom(...Object.keys(meters)),
      day: dayOfYear,
      second: fc.integer({ min: 0, max: 3 }),
      amount: fc.oneof(
        fc.integer({ min: 0, max: 900 }).map(String),
        fc.constantFrom("0.5", "33.333333333333"),
      ),
      late: lateness,
      voidedAfter: fc.option(fc.integer({ min: 0, max: 120 }), { freq: 5 }),
    }),
    { minLength: 5, maxLength: 60 },
  )
  .map((all) =>
    all.map(({ late, voidedAfter, ...event }, index) => {
      const arrives = addDays(event.day, late);
      const voided = voidedAfter === null ? null : addDays(arrives, voidedAfter);
      return { ...event, id: `event-${index}`, arrives, voided };
    }),
  );

const days = fc.integer({ min: 1, max: 50 });
const fates: Arbitrary<Fate[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constant<Fate>({ type: "paid" }) },
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constantFrom(
          "paid_later" as const,
          "paid_later" as const,
          "voided" as const,
          "written_off" as const,
          "disputed" as const,
        ),
        days,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("refunded" as const),
        days,
        percent: fc.constantFrom(1, 50, 100),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("changed_by_hand" as const),
        lineMinor: fc.bigInt({ min: 0n, max: 900n }),
        percentOff: fc.constantFrom(0, 15, 100),
      }),
    },
    { weight: 1, arbitrary: fc.constant<Fate>({ type: "refused" }) },
  ),
  { minLength: 7, maxLength: 40 },
);

const meteredParts: Arbitrary<Component[]> = fc
  .tuple(...Object.keys(meters).map((meter) => fc.option(meteredComponents(meter, meter), { freq: 3 })))
  .map((all) => all.filter((each) => each !== null));

/** Three versions with fixed and metered components, and what may be held of them. */
const meteredHoldings = (currency: string): Arbitrary<Arbitrary<Holding>> =>
  fc.tuple(holdings(currency), fc.tuple(meteredParts, meteredParts, meteredParts)).map(([holding, parts]) =>
    holding.map((held) => {
      const components = [...held.definition.components, ...(parts[held.rank - 1] ?? [])];
      return { ...held, definition: { ...held.definition, components } };
    }),
  );

/** Every second year changes day by day only: its sums can be compared with days. */
const modes = fc.oneof(
  fc.constant(fc.constant<ChangeMode>("prorated")),
  fc.constant(fc.constantFrom(...changeModes)),
);

export const tenantYears: Arbitrary<TenantYear> = fc.tuple(currencies, modes).chain(([currency, mode]) =>
  meteredHoldings(currency).chain((wanted) => {
    const hold: Arbitrary<Act> = fc.record({
      type: fc.constant("hold" as const),
      day: dayOfYear,
      wanted,
      mode,
    });
    const leave: Arbitrary<Act> = fc.record({
      type: fc.constantFrom("end" as const, "stop" as const),
      day: dayOfYear,
    });
    return fc.record({
      currency: fc.constant(currency),
      terms: fc
        .record({ taxes: taxSettings, taxRounding: taxRoundings, coupons: percentCoupons })
        .map((some): PromiseTerms => ({ ...noTerms, ...some })),
      leastMinor: fc.constantFrom("0", "300"),
      atOnceMinor: fc.constantFrom("2000", "1000000"),
      acts: fc.array(fc.oneof({ weight: 4, arbitrary: hold }, { weight: 1, arbitrary: leave }), {
        minLength: 1,
        maxLength: 9,
      }),
      used,
      fates,
    });
  }),
);
