import { Temporal } from "temporal-polyfill";
import { dayOf } from "./calendar";

/** First instant of a local day (`YYYY-MM-DD`) and of the next one: a half-open window of 23, 24 or 25 hours. */
export function dayWindow(day: string, timeZone: string): { start: Date; end: Date } {
  const date = Temporal.PlainDate.from(day);
  const startOf = (each: Temporal.PlainDate) => new Date(each.toZonedDateTime(timeZone).epochMilliseconds);
  return { start: startOf(date), end: startOf(date.add({ days: 1 })) };
}

/** The midnight with which the local day of an instant begins. */
export const startOfDay = (instant: Date, timeZone: string): Date =>
  dayWindow(dayOf(instant, timeZone), timeZone).start;
