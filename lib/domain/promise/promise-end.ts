import type { Day } from "../time/day-span";
import type { ChargePromise } from "./charge-promise";
import { type BilledLine, countedSpan } from "./lines/billed-line";
import { chargeStep } from "./lines/charge-step";
import { byPlace } from "./lines/compare-with-billed";
import { giveBack } from "./lines/give-back";
import { makePromise } from "./make-promise";
import type { PromiseTerms } from "./promise-terms";

export type EarlyEnd = PromiseTerms & {
  currency: string;
  day: Day;
  /** The first day on which nothing is held any more; `day`, or another one that staff chose. */
  endsOn: Day;
  billed: readonly BilledLine[];
};

/** What is given back when a license ends before the days that are billed. Nothing is charged. */
export function promiseEnd(end: EarlyEnd): ChargePromise {
  const { currency, day, endsOn, billed } = end;
  const step = chargeStep(currency);
  const counting = billed.filter((line) => (countedSpan(line)?.until ?? "") > endsOn).toSorted(byPlace);
  const unused = counting.flatMap((line) => giveBack(line, endsOn, step) ?? []);
  return makePromise({ currency, day, charges: [], unused, continuesPeriod: true, next: null }, end);
}
