import { periodOf } from "../license/periods";
import type { Day, DaySpan } from "../time/day-span";
import type { Change } from "./change";
import type { ChargePromise } from "./charge-promise";
import { makePromise } from "./make-promise";
import { nextCharge } from "./next-charge";
import { type ModeInput, settleMode } from "./settle-mode";

/**
 * What a change, or a purchase (`held` null), costs on `day`. A license that becomes yearly begins its year today, and
 * so does a yearly one in mode `full`: then the caller stores `day` as its `yearStart`. A
 * change during a trial is a new `promiseTrial`.
 */
export function promiseChange(change: Change): ChargePromise {
  const { day, held, wanted, period, mode } = change;
  const isNewYear = wanted.interval === "year" && (held?.interval !== "year" || mode === "full");
  const isPaused = mode === "none" && held !== null;
  const yearStart = wanted.interval === "month" ? null : isNewYear && !isPaused ? day : change.yearStart;
  const running = isPaused && period ? period : periodOf(wanted.interval, yearStart, day);
  const input: ModeInput = { ...change, yearStart, running, isNewYear };
  const { charges, unused } = settleMode(input);
  const monthsUsed = (isPaused ? held : wanted).interval === "year" ? 12 : 1;
  return makePromise(
    {
      currency: wanted.definition.currency,
      day,
      charges,
      unused,
      continuesPeriod: !isNewYear && (held === null || held.interval === wanted.interval),
      next: upcoming(change, running, yearStart, monthsUsed),
    },
    change,
  );
}

function upcoming(change: Change, running: DaySpan, yearStart: Day | null, monthsUsed: number) {
  const holding = change.after === undefined ? change.wanted : change.after;
  if (holding === null) return null;
  // A license that becomes yearly with the next period begins its year then.
  const start = holding.interval === "year" ? (yearStart ?? running.until) : null;
  const { until } = periodOf(holding.interval, start, running.until);
  return nextCharge(holding, { from: running.until, until }, start, monthsUsed, change);
}
