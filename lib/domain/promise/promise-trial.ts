import type { Holding } from "../license/holding";
import { periodOf } from "../license/periods";
import type { Day } from "../time/day-span";
import type { ChargePromise } from "./charge-promise";
import { makePromise } from "./make-promise";
import { nextCharge } from "./next-charge";
import type { PromiseTerms } from "./promise-terms";

export type Trial = PromiseTerms & {
  day: Day;
  /** The first day that is paid; after `day`. */
  trialEnd: Day;
  /** What is held from then on. */
  wanted: Holding;
};

/**
 * A trial that begins, or whose license changes: nothing now, and next what is held from its end to the end of the first
 * period, which is the rest of a calendar month, or a whole year.
 */
export function promiseTrial(trial: Trial): ChargePromise {
  const { day, wanted, trialEnd: from } = trial;
  const yearStart = wanted.interval === "year" ? from : null;
  const { until } = periodOf(wanted.interval, yearStart, from);
  return makePromise(
    {
      currency: wanted.definition.currency,
      day,
      charges: [],
      unused: [],
      continuesPeriod: true,
      next: nextCharge(wanted, { from, until }, yearStart, 0, trial),
    },
    trial,
  );
}
