import { Temporal } from "temporal-polyfill";
import { monthOf, monthWindow } from "@/lib/domain/time/calendar";

/** How far the demo's clock bar moves time. */
export const clockSteps = ["day", "period", "month"] as const;
export type ClockStep = (typeof clockSteps)[number];

/** Stripe leaves a renewal's invoice a draft for an hour before it collects; a little later all of it has happened. */
const settledAfterMs = 65 * 60_000;

/**
 * The instant to which a step leads, by the calendar of `timeZone`: the same time tomorrow; the same day and time next
 * month (its last day where it has fewer); or just after the license's period has ended and its renewal was collected,
 * for which the month's end stands where there is no period.
 */
export function clockTarget(step: ClockStep, now: Date, timeZone: string, periodEnd: Date | null): Date {
  if (step === "period") {
    const end = periodEnd && periodEnd > now ? periodEnd : monthWindow(monthOf(now, timeZone), timeZone).end;
    return new Date(end.getTime() + settledAfterMs);
  }
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const there = here.add(step === "day" ? { days: 1 } : { months: 1 });
  return new Date(there.epochMilliseconds);
}
