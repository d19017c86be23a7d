import type { PaidInterval } from "../catalog/plan";
import { periodOf } from "../license/periods";
import { type Day, type DaySpan, earlierOf, laterOf } from "../time/day-span";

/** What decides which days of a contract are billed and when. It is independent of the contract's term. */
export type BilledContract = {
  interval: PaidInterval;
  /** A yearly contract's years begin on it. */
  firstDay: Day;
  /** The first day on which it does not hold any more, as far as is known; null: it goes on. */
  endDay: Day | null;
};

/** The first day of a contract's years; null for a monthly one, whose periods are calendar months. */
export const yearStartOf = ({ interval, firstDay }: Pick<BilledContract, "interval" | "firstDay">) =>
  interval === "year" ? firstDay : null;

/**
 * What the first invoice bills: from the first day, which may be past, to the end of the period that runs on `day`, or
 * to the contract's end.
 */
export function firstSpan(contract: BilledContract, day: Day): DaySpan {
  const { firstDay } = contract;
  const { until } = periodOf(contract.interval, yearStartOf(contract), laterOf(firstDay, day));
  return { from: firstDay, until: untilEnd(contract, until) };
}

/** What is billed next, from the first day that is not billed yet; null: the contract has ended by then. */
export function nextSpan(contract: BilledContract, billedUntil: Day): DaySpan | null {
  const { until } = periodOf(contract.interval, yearStartOf(contract), billedUntil);
  const span = { from: billedUntil, until: untilEnd(contract, until) };
  return span.from < span.until ? span : null;
}

const untilEnd = ({ endDay }: BilledContract, until: Day): Day =>
  endDay === null ? until : earlierOf(endDay, until);
