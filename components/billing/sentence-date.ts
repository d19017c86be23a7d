import { type DateStyle, formatDate, formatEnd, formatStart, type Instant } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";

/** A date inside a sentence: `Dec 1, 2026`, `2026年12月1日`. Japanese slashes belong into tables. */
export function sentenceDate(at: Instant, timeZone: string, locale: Locale): string {
  return formatDate(at, timeZone, locale, locale === "ja" ? "long" : "date");
}

/** A local calendar day (`YYYY-MM-DD`) inside a sentence. */
export const sentenceDay = (day: string, locale: Locale): string =>
  sentenceDate(`${day}T12:00:00Z`, "UTC", locale);

/** From when, to the minute unless that is midnight: `Dec 1, 2026`, `Dec 1, 2026, 9:30 AM`. */
export function sentenceStart(at: Instant, timeZone: string, locale: Locale): string {
  return formatStart(at, timeZone, locale, exact(locale));
}

/** Until when, to the minute; what ends at midnight by its last day. */
export function sentenceEnd(at: Instant, timeZone: string, locale: Locale): string {
  return formatEnd(at, timeZone, locale, exact(locale));
}

const exact = (locale: Locale): DateStyle => (locale === "ja" ? "longTime" : "dateTime");
