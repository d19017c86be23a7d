import { addDays, type DaySpan } from "@/lib/domain/time/day-span";
import type { Locale } from "../locales";

/** Calendar days as people write them: `Jan 20 – 31, 2027`, `2027年1月20日～31日`. One day stands alone. */
export function formatDays({ from, until }: DaySpan, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  // Intl writes thin spaces, by which nobody can search.
  return format.formatRange(at(from), at(addDays(until, -1))).replaceAll("\u2009", " ");
}
