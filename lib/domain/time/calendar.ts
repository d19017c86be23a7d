import { Temporal } from "temporal-polyfill";

/** A calendar month as `YYYY-MM`, always in some tenant's time zone. */
export type Month = string;

/** The calendar month in which `instant` falls in `timeZone` (IANA name). */
export function monthOf(instant: Date, timeZone: string): Month {
  return zoned(instant, timeZone).toPlainDate().toPlainYearMonth().toString();
}

/** The calendar day (`YYYY-MM-DD`) in which `instant` falls in `timeZone`. */
export function dayOf(instant: Date, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDate().toString();
}

/** Today in the zone where it is earliest: a day before it is over everywhere. */
export const earliestToday = (now: Date): string => dayOf(now, "Etc/GMT+12");

/** First instant of the month and of the next one, in `timeZone`: a half-open window. */
export function monthWindow(month: Month, timeZone: string): { start: Date; end: Date } {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const at = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  return { start: at(first), end: at(first.add({ months: 1 })) };
}

/** `count` months ending with `last`, oldest first. */
export function monthsEndingAt(last: Month, count: number): Month[] {
  const end = Temporal.PlainYearMonth.from(last);
  return Array.from({ length: count }, (_, index) => end.subtract({ months: count - 1 - index }).toString());
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}
