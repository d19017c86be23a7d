import { type AcceptedTimes, eventLimits } from "@/lib/domain/metering/event";
import { monthOf, monthsEndingAt, monthWindow } from "@/lib/domain/time/calendar";

/** How many whole months back an event may have happened. */
const monthsBack = 24;

/** From the first day of the 24th month before this one, with a day's grace for time zones, up to five minutes ahead. */
export function acceptedTimes(now: Date): AcceptedTimes {
  const oldest = monthsEndingAt(monthOf(now, "UTC"), monthsBack + 1)[0] ?? "";
  const dayMs = 24 * 60 * 60_000;
  return {
    earliest: new Date(monthWindow(oldest, "UTC").start.getTime() - dayMs),
    latest: new Date(now.getTime() + eventLimits.aheadMinutes * 60_000),
  };
}
