import { type AcceptedTimes, eventLimits } from "@/lib/domain/metering/usage-event";
import { monthsEndingAt, monthWindow } from "@/lib/domain/time/calendar";

/** How many whole months back an event may have happened. */
const monthsBack = 24;

/** From the first day of the 24th month before this one, with a day's grace for time zones, up to five minutes ahead. */
export function acceptedTimes(now: Date): AcceptedTimes {
  const month = now.toISOString().slice(0, 7);
  if (known?.month !== month) known = { month, earliest: earliestIn(month) };
  return {
    earliest: known.earliest,
    latest: new Date(now.getTime() + eventLimits.aheadMinutes * 60_000),
  };
}

/** Worked out once a month and not for each call. */
let known: { month: string; earliest: Date } | undefined;

function earliestIn(month: string): Date {
  const oldest = monthsEndingAt(month, monthsBack + 1)[0] ?? "";
  const dayMs = 24 * 60 * 60_000;
  return new Date(monthWindow(oldest, "UTC").start.getTime() - dayMs);
}
