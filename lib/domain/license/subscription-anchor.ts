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
const mostLateMs = 2 * 60 * 60 * 1000;

/** Whether a subscription whose period ends at this instant renews as the anchor says, or so little later that its draft is waited for. */
export function isRenewedAtAnchor(anchor: UtcAnchor, end: Date): boolean {
  const at = Temporal.Instant.fromEpochMilliseconds(end.getTime()).toZonedDateTimeISO("UTC");
  // A renewal just after midnight may belong to the day before.
  return [at, at.subtract({ days: 1 })].some((near) => {
    if (anchor.month !== null && near.month !== anchor.month) return false;
    const day = Math.min(anchor.day, near.daysInMonth);
    const due = Date.UTC(near.year, near.month - 1, day, anchor.hour, anchor.minute);
    const lateMs = end.getTime() - due;
    return lateMs >= 0 && lateMs < mostLateMs;
  });
}

/** How much later than the same date at 00:00 UTC it is, in minutes; negative: earlier. */
function minutesFrom(date: Temporal.PlainDate, utc: Temporal.ZonedDateTime): number {
  const midnight = date.toZonedDateTime("UTC").epochMilliseconds;
  return (utc.epochMilliseconds - midnight) / 60_000;
}
