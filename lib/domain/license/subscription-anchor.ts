import { Temporal } from "temporal-polyfill";
import type { PaidInterval } from "../catalog/plan";
import type { Day } from "../time/day-span";

/** A renewal in UTC. `day` 31 means the last day of a month; `month` is null for a renewal in each month. */
export type UtcAnchor = { day: number; month: number | null; hour: number; minute: number };

/**
 * When Stripe renews a license whose period begins on `from` in the tenant's zone: at that day's first midnight, in UTC.
 * East of UTC a month begins on the last day of the month before there, which Stripe takes as day 31
 * (docs.stripe.com/billing/subscriptions/billing-cycle). With daylight saving time it is the later of both midnights, so
 * a renewal never comes before its period.
 */
export function subscriptionAnchor(interval: PaidInterval, from: Day, timeZone: string): UtcAnchor {
  const date = Temporal.PlainDate.from(from);
  const utcOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).withTimeZone("UTC");
  if (interval === "year") {
    const { day, month, hour, minute } = utcOf(date);
    return { day, month, hour, minute };
  }
  const first = date.with({ day: 1 });
  const begins = Array.from({ length: 12 }, (_, index) => first.add({ months: index }))
    .map((begin) => ({ at: utcOf(begin), minutes: minutesFrom(begin, utcOf(begin)) }))
    .sort((one, other) => other.minutes - one.minutes);
  const [latest] = begins;
  const { day, hour, minute } = latest?.at ?? utcOf(first);
  return { day: day > 15 ? 31 : day, month: null, hour, minute };
}

/** How long a period waits for the draft of its renewal (`billing/close`). */
const mostLateMinutes = 2 * 60;
const dayMinutes = 24 * 60;

/**
 * Whether a subscription with an anchor of its own always renews when `wanted` says, or so little later that its draft is
 * waited for. Day 30 is not day 31: it renews a day early in every other month.
 */
export function isAnchoredAs(wanted: UtcAnchor, theirs: UtcAnchor): boolean {
  if (wanted.month !== null && wanted.month !== theirs.month) return false;
  const isNextDay = theirs.day === (wanted.day === 31 ? 1 : wanted.day + 1);
  if (theirs.day !== wanted.day && !isNextDay) return false;
  const minutesOf = ({ hour, minute }: UtcAnchor) => hour * 60 + minute;
  const late = minutesOf(theirs) - minutesOf(wanted) + (isNextDay ? dayMinutes : 0);
  return late >= 0 && late < mostLateMinutes;
}

/** How much later than the same date at 00:00 UTC it is, in minutes; negative: earlier. */
function minutesFrom(date: Temporal.PlainDate, utc: Temporal.ZonedDateTime): number {
  const midnight = date.toZonedDateTime("UTC").epochMilliseconds;
  return (utc.epochMilliseconds - midnight) / 60_000;
}
