import type { Holding } from "../license/holding";
import { periodOf } from "../license/periods";
import type { Day, DaySpan } from "../time/day-span";
import type { ChargePromise } from "./charge-promise";
import type { BilledLine } from "./lines/billed-line";
import { chargeStep } from "./lines/charge-step";
import { compareWithBilled } from "./lines/compare-with-billed";
import { fixedLines } from "./lines/fixed-lines";
import { giveBack } from "./lines/give-back";
import type { UsageOfMonth } from "./lines/usage-line";
import { makePromise } from "./make-promise";
import { nextCharge } from "./next-charge";
import type { PromiseTerms } from "./promise-terms";

export type PeriodToBill = PromiseTerms & {
  day: Day;
  holding: Holding;
  /** The days to bill: a whole period, the rest of one, or several since a beginning in the past. */
  span: DaySpan;
  yearStart: Day | null;
  billed: readonly BilledLine[];
  /** Months that have ended and are billed on the same invoice. */
  usage?: readonly UsageOfMonth[];
  /** What holds after the span: a reservation, or null if the license ends; absent: `holding`. */
  after?: Holding | null;
};

/**
 * The fixed components of a period: a renewal, the first period after a trial, a reserved change, a beginning in the
 * past. It is what they cost less what is billed for these days, so a second promise for the same span has no lines.
 */
export function promisePeriod(input: PeriodToBill): ChargePromise {
  const { day, holding, span, yearStart, billed } = input;
  const currency = holding.definition.currency;
  const { missing, surplus } = compareWithBilled(fixedLines(holding, span, yearStart), billed, span);
  const step = chargeStep(currency);
  return makePromise(
    {
      currency,
      day,
      charges: missing,
      unused: surplus.flatMap((line) => giveBack(line, span.from, step) ?? []),
      usage: input.usage,
      continuesPeriod: true,
      next: upcoming(input),
    },
    input,
  );
}

function upcoming(input: PeriodToBill) {
  const { holding, span, yearStart } = input;
  const after = input.after === undefined ? holding : input.after;
  if (after === null) return null;
  const start = after.interval === "year" ? (yearStart ?? span.until) : null;
  const { until } = periodOf(after.interval, start, span.until);
  const months = monthsUsed(holding, span, yearStart);
  return nextCharge(after, { from: span.until, until }, start, months, input);
}

/** How many months of a coupon the span's periods use up. */
function monthsUsed({ interval }: Holding, span: DaySpan, yearStart: Day | null): number {
  let months = 0;
  for (let at = span.from; at < span.until; at = periodOf(interval, yearStart, at).until)
    months += interval === "year" ? 12 : 1;
  return months;
}
