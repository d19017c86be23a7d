import { Temporal } from "temporal-polyfill";
import { dayOf, type Month, monthOf } from "../time/calendar";

/** A local calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** Local days from the first to the last, both included. */
export type DayRange = { from: Day; to: Day };

/**
 * Years whose days are written with four digits and lie after year 1, in any zone and with the days next to
 * them.
 */
const isUsualYear = (text: string): boolean => text >= "0002" && text < "9999";

/** True for a day of the years 2 to 9998: a database, a calendar and JSON can all represent it. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && isUsualYear(text) && parses(Temporal.PlainDate, text);
/** The same for a month. */
export const isMonth = (text: string): boolean =>
  /^\d{4}-\d\d$/.test(text) && isUsualYear(text) && parses(Temporal.PlainYearMonth, text);

export const rangeOfDay = (day: Day): DayRange => ({ from: day, to: day });

/** All days of a calendar month: 28 to 31 of them. */
export function rangeOfMonth(month: Month): DayRange {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return { from: first.toString(), to: first.with({ day: first.daysInMonth }).toString() };
}

export const today = (now: Date, timeZone: string): DayRange => rangeOfDay(dayOf(now, timeZone));
export const thisMonth = (now: Date, timeZone: string): DayRange => rangeOfMonth(monthOf(now, timeZone));

/** Every day of a range, oldest first. */
export function daysOf({ from, to }: DayRange): Day[] {
  const last = Temporal.PlainDate.from(to);
  const days: Day[] = [];
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  )
    days.push(day.toString());
  return days;
}

/** How many days a range has; 0 or less if it ends before it begins. */
export const lengthOf = ({ from, to }: DayRange): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" }).days + 1;

function parses(type: { from(text: string): unknown }, text: string): boolean {
  try {
    type.from(text);
    return true;
  } catch {
    return false;
  }
}
