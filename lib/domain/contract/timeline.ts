import { Temporal } from "temporal-polyfill";
import type { FieldError } from "../errors";
import { type AtEnd, reminderDays } from "./contract";

/** What a contract is, as far as time is concerned. Its present term ends at `termEndsAt`; null: open-ended. */
export type RunningContract = {
  startsAt: Date;
  termStartsAt: Date;
  termEndsAt: Date | null;
  /** Somebody decided that it ends then, before its term does. */
  endingAt: Date | null;
  atEnd: AtEnd;
};

/** What happens next with a contract or the one that waits behind it, and the instant from which on it holds. */
export type NextStep = { kind: "start" | "end" | "renew"; at: Date };

/**
 * The next thing that time brings, whether it is due or not. A successor that starts when the running contract ends
 * takes over: nothing lies between them.
 */
export function nextStep(
  running: RunningContract | null,
  scheduled: { startsAt: Date } | null,
): NextStep | null {
  const end = running && endOf(running);
  if (scheduled && (!end || scheduled.startsAt <= end.at)) return { kind: "start", at: scheduled.startsAt };
  return end;
}

function endOf(running: RunningContract): NextStep | null {
  const { endingAt, termEndsAt, atEnd } = running;
  if (endingAt && (!termEndsAt || endingAt <= termEndsAt)) return { kind: "end", at: endingAt };
  if (!termEndsAt) return null;
  return { kind: atEnd === "renew" ? "renew" : "end", at: termEndsAt };
}

/**
 * When a running contract gives way as far as is known: to Free or to the one that waits behind it. Null: it goes on,
 * or is renewed.
 */
export function knownEnd(
  { endingAt, termEndsAt, atEnd }: Pick<RunningContract, "endingAt" | "termEndsAt" | "atEnd">,
  scheduled: { startsAt: Date } | null,
): Date | null {
  const ends = [endingAt, atEnd === "free" ? termEndsAt : null, scheduled?.startsAt ?? null];
  return ends.reduce((first, end) => (end && (!first || end < first) ? end : first), null);
}

/**
 * The end of the next term, as long as the first one was: in whole months of the tenant's calendar where it was agreed
 * so (a year from 1 April ends on 1 April, whatever the leap year), else to the second. `terms` have passed.
 */
export function renewedEnd(startsAt: Date, firstEndsAt: Date, terms: number, timeZone: string): Date {
  const at = (instant: Date) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  const [start, end] = [at(startsAt), at(firstEndsAt)];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  if (months > 0 && start.add({ months }).equals(end))
    return new Date(start.add({ months: months * (terms + 1) }).epochMilliseconds);
  return new Date(firstEndsAt.getTime() + terms * (firstEndsAt.getTime() - startsAt.getTime()));
}

/**
 * What is wrong with a contract's span. It may take over from a running one or follow what has ended; it never reaches
 * behind `earliest`, where the running contract began or the last license ended: that time is invoiced as it was.
 */
export function spanProblems(
  span: { startsAt: Date; endsAt: Date | null },
  earliest: Date | null,
  now: Date,
): FieldError[] {
  const problems: FieldError[] = [];
  if (span.endsAt && span.endsAt <= span.startsAt)
    problems.push({ field: "endsAt", rule: "ends_before_start" });
  else if (span.endsAt && span.endsAt <= now) problems.push({ field: "endsAt", rule: "ends_in_past" });
  if (earliest && span.startsAt < earliest)
    problems.push({ field: "startsAt", rule: "before_earlier_license" });
  return problems;
}

const dayMs = 86_400_000;

/**
 * The reminder that is due at `now` for a contract that stops at `endsAt`: the smallest number of days that is reached,
 * so a worker that was down for a month sends one mail and not three. Null before the first and after the end.
 */
export function dueReminder(endsAt: Date, now: Date): (typeof reminderDays)[number] | null {
  const leftMs = endsAt.getTime() - now.getTime();
  if (leftMs <= 0) return null;
  return [...reminderDays].reverse().find((days) => leftMs <= days * dayMs) ?? null;
}
