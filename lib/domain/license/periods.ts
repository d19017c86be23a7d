import type { PaidInterval } from "../catalog/plan";
import { invariant } from "../errors";
import { type Day, type DaySpan, monthSpan } from "../time/day-span";

/**
 * The period of a license that contains `day`. A monthly license runs in calendar months. A yearly one runs from
 * its first day (`yearStart`) to the day before its anniversary. From 29 February the anniversary is 28 February,
 * also in leap years. `day` is not before `yearStart`.
 */
export function periodOf(interval: PaidInterval, yearStart: Day | null, day: Day): DaySpan {
  if (interval === "month") return monthSpan(day);
  invariant(yearStart !== null && yearStart <= day, `a yearly license began by ${day}`);
  let years = Number(day.slice(0, 4)) - Number(yearStart.slice(0, 4));
  if (anniversary(yearStart, years) > day) years--;
  return { from: anniversary(yearStart, years), until: anniversary(yearStart, years + 1) };
}

/** The period that follows one. `yearStart` is the first day of the license's first year. */
export const nextPeriod = (interval: PaidInterval, yearStart: Day | null, period: DaySpan): DaySpan =>
  periodOf(interval, yearStart, period.until);

function anniversary(yearStart: Day, years: number): Day {
  if (years === 0) return yearStart;
  const [year = "", month = "", date = ""] = yearStart.split("-");
  const shown = month === "02" && date === "29" ? "28" : date;
  return `${String(Number(year) + years).padStart(4, "0")}-${month}-${shown}`;
}
