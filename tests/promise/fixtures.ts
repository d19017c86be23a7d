import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { Component } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Holding } from "@/lib/domain/license/holding";
import { periodOf } from "@/lib/domain/license/periods";
import { billedLinesOf } from "@/lib/domain/promise/billed-lines-of";
import type { Change } from "@/lib/domain/promise/change";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { BilledLine } from "@/lib/domain/promise/lines/billed-line";
import type { CouponState, PromiseTerms, TaxSetting } from "@/lib/domain/promise/promise-terms";
import type { Day } from "@/lib/domain/time/day-span";

export const named = (text: string) => ({ en: text, ja: text });

export const base = (month: string, year: string | null = null): Component => ({
  ...blank.base(),
  name: named("Base"),
  amountMinor: { month, year },
});
export const seatsAt = (month: string, included = 0, year: string | null = null): Component => ({
  ...blank.seats(),
  name: named("Seats"),
  unitAmountMinor: { month, year },
  included,
});
export const switchAt = (key: string, month: string, year: string | null = null): Component => ({
  ...blank.addon(key),
  name: named(key),
  choice: { type: "switch", amountMinor: { month, year } },
});

export const plan = (name: string, currency: string, components: Component[]): PlanDefinition => ({
  ...blankPlan(currency),
  name: named(name),
  components,
});

export const holding = (definition: PlanDefinition, rank: number, more: Partial<Holding> = {}): Holding => ({
  planVersionId: `pv_${definition.name.en}`,
  rank,
  definition,
  interval: "month",
  seats: 0,
  addons: {},
  ...more,
});

export const noTerms: PromiseTerms = {
  taxes: [],
  taxRounding: "half_up",
  coupons: [],
  balanceMinor: 0n,
  minimumChargeMinor: 0n,
};

/** One rate on everything, from long ago. */
export const taxOf = (percent: string, inclusive = false): TaxSetting => ({
  from: "2000-01-01",
  treatment: "taxed",
  reason: null,
  rates: [{ key: "tax", name: named("Tax"), percent, inclusive, components: null }],
});

export const coupon = (value: CouponState["value"], more: Partial<CouponState> = {}): CouponState => ({
  key: "coupon",
  name: named("Coupon"),
  value,
  components: null,
  monthsLeft: null,
  takenMinor: 0n,
  ...more,
});

/** A change of what is held; the period follows from the day. */
export const changeOn = (
  day: Day,
  held: Holding | null,
  wanted: Holding,
  billed: readonly BilledLine[] = [],
  more: Partial<Change> = {},
): Change => {
  const yearStart = more.yearStart ?? null;
  return {
    ...noTerms,
    day,
    held,
    period: held && periodOf(held.interval, yearStart, day),
    yearStart,
    wanted,
    mode: "prorated",
    billed,
    pairsCharged: [],
    ...more,
  };
};

/** What is billed after a promise was charged: its charges are added, and what was given back is closed. */
export function billedAfter(
  billed: readonly BilledLine[],
  promise: ChargePromise,
  invoiceId: string,
  standing: BilledLine["standing"] = "paid",
): BilledLine[] {
  const closed = billed.map((line) => {
    const given = promise.givenBack.find(({ billedLineId }) => billedLineId === line.id);
    return given ? { ...line, givenBackFrom: given.from } : line;
  });
  const added = billedLinesOf(promise).map(
    (line, index): BilledLine => ({
      ...line,
      id: `${invoiceId}/${index}`,
      invoiceId,
      standing,
      creditedMinor: 0n,
      givenBackFrom: null,
    }),
  );
  return [...closed, ...added];
}

export const amounts = ({ lines }: Pick<ChargePromise, "lines">) =>
  lines.map(({ amountMinor }) => amountMinor);
