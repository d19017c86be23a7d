import { Temporal } from "temporal-polyfill";

/**
 * The instant of a date and time as clocks in `timeZone` show it (`2026-12-01T09:30`, as a date field writes
 * it), or null for text that is no such time. A time that a zone skips is read as if its clocks had not been
 * changed yet.
 */
export function instantOfLocal(local: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return null;
  try {
    const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone);
    return new Date(zoned.epochMilliseconds);
  } catch {
    return null;
  }
}

/** The inverse, to the minute, for a date field. */
export function localOfInstant(at: Date | string, timeZone: string): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(new Date(at).getTime());
  return instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });
}
