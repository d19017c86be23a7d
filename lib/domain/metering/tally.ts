import type { Aggregation } from "../catalog/meter-unit";
import { parseDecimal, printDecimal } from "../money/decimal";

/**
 * What is kept of a unit for one day. It is enough for every aggregation except `unique`, for the day and,
 * merged, for any range of days. Numbers in ticks (10⁻¹²).
 */
export type Tally = {
  events: number;
  sum: bigint;
  max: bigint;
  /** The newest value; in the same instant the one with the greater event key. */
  last: bigint;
  lastAt: number;
  lastKey: string;
};

export const tallyOf = (value: string, occurredAt: Date, eventKey: string): Tally => {
  const ticks = parseDecimal(value);
  return { events: 1, sum: ticks, max: ticks, last: ticks, lastAt: occurredAt.getTime(), lastKey: eventKey };
};

/** Both merged; the order does not matter. */
export function merge(a: Tally, b: Tally): Tally {
  const later = isLater(a, b) ? a : b;
  return {
    events: a.events + b.events,
    sum: a.sum + b.sum,
    max: greater(a.max, b.max),
    last: later.last,
    lastAt: later.lastAt,
    lastKey: later.lastKey,
  };
}

function greater(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

type Moment = Pick<Tally, "lastAt" | "lastKey">;

/** True if `a` is newer; in the same instant the greater key wins. */
export const isLater = (a: Moment, b: Moment): boolean =>
  a.lastAt === b.lastAt ? a.lastKey > b.lastKey : a.lastAt > b.lastAt;

/** The count of a period as exact decimal text; zero if nothing was recorded. */
export function countOf(tally: Tally | null, aggregation: Exclude<Aggregation, "unique">): string {
  if (!tally) return "0";
  switch (aggregation) {
    case "sum":
      return printDecimal(tally.sum);
    case "max":
      return printDecimal(tally.max);
    case "last":
      return printDecimal(tally.last);
    case "count":
      return String(tally.events);
  }
}
