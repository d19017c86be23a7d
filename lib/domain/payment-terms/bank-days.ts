import holidayJp from "@holiday-jp/holiday_jp";
import { addDays, type Day } from "../time/day-span";

/**
 * Whether banks in Japan are open: not on Saturdays, Sundays, national holidays and from 31 December to 3 January
 * (Banking Act, enforcement order, article 5). Holidays are known up to 2050; after that only the others count.
 */
export function isBankDay(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const monthDay = day.slice(5);
  return (
    weekday !== 0 &&
    weekday !== 6 &&
    monthDay !== "12-31" &&
    !(monthDay >= "01-01" && monthDay <= "01-03") &&
    !Object.hasOwn(holidayJp.holidays, day)
  );
}

/** The nearest bank day in a direction, the day itself included. */
export function bankDayFrom(day: Day, step: 1 | -1): Day {
  let found = day;
  while (!isBankDay(found)) found = addDays(found, step);
  return found;
}
