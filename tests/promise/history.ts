import type { Holding } from "@/lib/domain/license/holding";
import { periodOf } from "@/lib/domain/license/periods";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { BilledLine } from "@/lib/domain/promise/lines/billed-line";
import { promiseChange } from "@/lib/domain/promise/promise-change";
import { promiseEnd } from "@/lib/domain/promise/promise-end";
import { promisePeriod } from "@/lib/domain/promise/promise-period";
import type { PromiseTerms } from "@/lib/domain/promise/promise-terms";
import type { Day, DaySpan } from "@/lib/domain/time/day-span";
import { billedAfter } from "./fixtures";

/** What a tenant does on a day. */
export type Act =
  | { type: "hold"; day: Day; wanted: Holding }
  /** Ends the license at once. */
  | { type: "end"; day: Day }
  /** Lets the license end with its period. */
  | { type: "stop"; day: Day }
  /** Pays everything that is open. */
  | { type: "pay"; day: Day };

export type Held = { holding: Holding; yearStart: Day | null; span: DaySpan };
export type History = { promises: ChargePromise[]; billed: BilledLine[]; held: Held[] };

type License = { holding: Holding; yearStart: Day | null; period: DaySpan; since: Day; stops: boolean };

/** Plays acts in the order of their days, with a renewal wherever a period ends. */
export function play(
  acts: readonly Act[],
  until: Day,
  terms: PromiseTerms,
  standing: BilledLine["standing"],
): History {
  const history: History = { promises: [], billed: [], held: [] };
  let license: License | null = null;
  let balanceMinor = 0n;
  const open = new Map<string, bigint>();

  const charge = (make: (terms: PromiseTerms & { billed: BilledLine[] }) => ChargePromise) => {
    const openInvoices = [...open].map(([invoiceId, openMinor]) => ({ invoiceId, openMinor }));
    const promise = make({ ...terms, openInvoices, balanceMinor, billed: history.billed });
    const invoiceId = `in_${history.promises.length}`;
    history.promises.push(promise);
    history.billed = billedAfter(history.billed, promise, invoiceId, standing);
    for (const note of promise.creditNotes)
      open.set(note.invoiceId, (open.get(note.invoiceId) ?? 0n) + note.totalMinor);
    if (standing === "open") open.set(invoiceId, promise.dueNowMinor);
    balanceMinor = promise.balance.afterMinor;
  };
  const leave = (day: Day) => {
    if (license && license.since < day)
      history.held.push({ ...license, span: { from: license.since, until: day } });
  };
  const renewUntil = (day: Day) => {
    while (license && license.period.until <= day) {
      const { holding, yearStart, period, stops } = license;
      if (stops) {
        leave(period.until);
        license = null;
        return;
      }
      const span = periodOf(holding.interval, yearStart, period.until);
      charge((input) => promisePeriod({ ...input, day: span.from, holding, span, yearStart }));
      license = { ...license, period: span };
    }
  };

  for (const act of acts.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) {
    renewUntil(act.day);
    const { day } = act;
    const now: License | null = license;
    if (act.type === "pay") {
      history.billed = history.billed.map((line) => ({ ...line, standing: "paid" }));
      open.clear();
    }
    if (act.type === "stop" && now) license = { ...(now as License), stops: true };
    if (act.type === "end" && now) {
      charge((input) =>
        promiseEnd({ ...input, currency: (now as License).holding.definition.currency, day, endsOn: day }),
      );
      leave(day);
      license = null;
    }
    if (act.type === "hold") {
      const { wanted } = act;
      const before = now as License | null;
      charge((input) =>
        promiseChange({
          ...input,
          day,
          held: before?.holding ?? null,
          period: before?.period ?? null,
          yearStart: before?.yearStart ?? null,
          wanted,
          mode: "prorated",
          pairsCharged: [],
        }),
      );
      leave(day);
      const isYearOn = wanted.interval === "year" && before?.holding.interval === "year";
      const yearStart = wanted.interval === "month" ? null : isYearOn ? (before?.yearStart ?? day) : day;
      const period = periodOf(wanted.interval, yearStart, day);
      license = { holding: wanted, yearStart, period, since: day, stops: false };
    }
  }
  renewUntil(until);
  leave((license as License | null)?.period.until ?? until);
  return history;
}
