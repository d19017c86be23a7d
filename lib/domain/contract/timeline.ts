import { Temporal } from "temporal-polyfill";
import type { FieldError } from "../errors";
import { type AtEnd, reminderDays } from "./contract";

/** The time-related facts of a contract. Its present term ends at `termEndsAt`; null: open-ended. */
export type RunningContract = {
  startsAt: Date;
  termStartsAt: Date;
  termEndsAt: Date | null;
  /** An end that somebody decided, before the term's end. */
  endingAt: Date | null;
  atEnd: AtEnd;
};

/** What happens next to a contract or to the scheduled one, and when. */
export type NextStep = { kind: "start" | "end" | "renew"; at: Date };

/**
 * The next step, whether it is due or not. A successor that starts when the running contract ends takes over
 * without a gap.
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
 * When a running contract ends, as far as is known: Free or the scheduled contract follows. Null: it
 * continues or is renewed.
 */
export function knownEnd(
  { endingAt, termEndsAt, atEnd }: Pick<RunningContract, "endingAt" | "termEndsAt" | "atEnd">,
  scheduled: { startsAt: Date } | null,
): Date | null {
  const ends = [endingAt, atEnd === "free" ? termEndsAt : null, scheduled?.startsAt ?? null];
  return ends.reduce((first, end) => (end && (!first || end < first) ? end : first), null);
}

/**
 * The end of the next term, which is as long as the first one. If the first term was whole months of the
 * tenant's calendar, months are counted: a year from 1 April ends on 1 April, also in a leap year. Otherwise
 * the length is kept to the second. `terms` have passed.
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
 * What is wrong with a contract's span. It may replace a running contract or follow one that has ended. It
 * must not begin before `earliest`, where the running contract began or the last license ended, because
 * earlier time has been invoiced already.
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
 * The reminder that is due at `now` for a contract that ends at `endsAt`: the smallest number of days that is
 * reached. So a worker that was down for a month sends one mail and not three. Null before the first reminder
 * and after the end.
 */
export const dueReminder = (endsAt: Date, now: Date) => smallestReached(reminderDays, endsAt, now);

/** How many days before a yearly license renews the payer is told of it. */
export const renewalReminderDays = [30, 7] as const;

/** As `dueReminder`, for a yearly license that renews at `renewsAt`. */
export const dueRenewalReminder = (renewsAt: Date, now: Date) =>
  smallestReached(renewalReminderDays, renewsAt, now);

function smallestReached<Days extends number>(days: readonly Days[], at: Date, now: Date): Days | null {
  const leftMs = at.getTime() - now.getTime();
  if (leftMs <= 0) return null;
  return [...days].reverse().find((each) => leftMs <= each * dayMs) ?? null;
}
