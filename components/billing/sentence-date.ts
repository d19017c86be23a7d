import { formatDate, type Instant } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";

/** A date inside a sentence: `Dec 1, 2026`, `2026年12月1日`. Japanese slashes belong into tables. */
export function sentenceDate(at: Instant, timeZone: string, locale: Locale): string {
  return formatDate(at, timeZone, locale, locale === "ja" ? "long" : "date");
}
