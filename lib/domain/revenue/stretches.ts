import { Temporal } from "temporal-polyfill";
import type { PaidInterval } from "../catalog/plan";

/** A time in which one version was held at one interval. `endsAt` is null while it is held. */
export type HeldTerm = { startsAt: Date; endsAt: Date | null; interval: PaidInterval; timeZone: string };

/**
 * What a contract adds to the version: from when to when (null: it still holds), and how long its discount
 * lasts.
 */
export type Agreement = {
  startsAt: Date;
  endsAt: Date | null;
  discount: { months: number | null } | null;
};

/** A span of a term in which the price does not change. */
export type Stretch<A extends Agreement> = {
  startsAt: Date;
  endsAt: Date | null;
  agreement: A | null;
  /** Months between the contract's start and the invoice that bills this span; 0 without a contract. */
  monthsBefore: number;
};

/**
 * Divides a term where its price may change: where a contract of the same version begins or ends (other
 * seats, add-ons or discount), and where a discount for the first months ends. The spans cover the term
 * without gaps.
 */
export function stretchesOf<A extends Agreement>(term: HeldTerm, agreements: readonly A[]): Stretch<A>[] {
  const { startsAt: from, endsAt: to } = term;
  const cuts = agreements
    .flatMap((agreement) => [agreement.startsAt, agreement.endsAt, discountEnd(agreement, term)])
    .filter((at) => at !== null && at > from && (to === null || at < to))
    .map((at) => Number(at));
  const starts = [...new Set([from.getTime(), ...cuts])].sort((a, b) => a - b).map((ms) => new Date(ms));
  return starts.map((startsAt, index) => {
    const holds = (agreement: A) =>
      agreement.startsAt <= startsAt && (agreement.endsAt === null || agreement.endsAt > startsAt);
    const agreement = agreements.find(holds) ?? null;
    const monthsBefore = agreement ? monthsInvoiced(agreement.startsAt, startsAt, term) : 0;
    return { startsAt, endsAt: starts[index + 1] ?? to, agreement, monthsBefore };
  });
}

/**
 * A discount applies to whole invoices: one for 3 months applies to the first yearly invoice, so to all of
 * that year.
 */
function discountEnd({ startsAt, discount }: Agreement, { interval, timeZone }: HeldTerm): Date | null {
  if (!discount?.months) return null;
  const length = monthsIn[interval];
  const months = Math.ceil(discount.months / length) * length;
  return new Date(zoned(startsAt, timeZone).add({ months }).epochMilliseconds);
}

function monthsInvoiced(startsAt: Date, at: Date, { interval, timeZone }: HeldTerm): number {
  const start = zoned(startsAt, timeZone);
  let { months } = start.until(zoned(at, timeZone), { largestUnit: "months" });
  // A month from 31 January ends on 28 February. It counts as one month here; a difference of dates would not
  // count it.
  if (start.add({ months: months + 1 }).epochMilliseconds <= at.getTime()) months += 1;
  return months - (months % monthsIn[interval]);
}

const monthsIn = { month: 1, year: 12 } as const;

const zoned = (instant: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
