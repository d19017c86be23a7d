import { minorUnitDigits } from "@/lib/domain/money/currency";
import type { Locale } from "./locales";

/**
 * Formatting for people. Amounts come as minor units (bigint, or its digits as text after JSON) and never
 * pass through a JS number; Intl formats the decimal text exactly. Instants come as Date or ISO text and are
 * always shown in a named time zone, the tenant's.
 */
export type Minor = bigint | string;
export type Instant = Date | string;

/** `formatMoney(12000n, "JPY", "en")` → `¥12,000`; `formatMoney("123450", "USD", "ja")` → `$1,234.50`. */
export function formatMoney(minor: Minor, currency: string, locale: Locale): string {
  const digits = minorUnitDigits(currency);
  return currencyFormat(locale, currency, digits, digits)(shiftPoint(minor.toString(), digits));
}

/**
 * A unit price: a decimal of minor units, which may have more decimals than the currency, as Stripe's
 * `unit_amount_decimal`. `formatUnitPrice("0.5", "JPY", "en")` → `¥0.5`; `formatUnitPrice("12.5", "USD",
 * "en")` → `$0.125`.
 */
export function formatUnitPrice(minorDecimal: string, currency: string, locale: Locale): string {
  const digits = minorUnitDigits(currency);
  return currencyFormat(locale, currency, digits, 12 + digits)(shiftPoint(minorDecimal, digits));
}

/** A count, exact for bigint and for integers written as text: `1,204`. */
export function formatNumber(value: number | bigint | string, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 12 }).format(
    value as Intl.StringNumericLiteral,
  );
}

/** A round number where there is room for few letters: `5K`, `500万`. */
export function formatCompact(value: number | bigint | string, locale: Locale): string {
  return new Intl.NumberFormat(locale, { notation: "compact" }).format(value as Intl.StringNumericLiteral);
}

/**
 * A fraction of one: `formatPercent(0.125, "en")` → `12.5%`. For tax rates that are kept as text use the text
 * form.
 */
export function formatPercent(share: number, locale: Locale, maximumFractionDigits = 1): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits }).format(share);
}

/**
 * `date` for tables, `long` for sentences, `dateTime` and `longTime` if the minute matters, `month` for what
 * is counted by month.
 */
export type DateStyle =
  | "date"
  | "long"
  | "dateTime"
  | "longTime"
  | "time"
  | "month"
  | "monthShort"
  | "dayMonth";

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: "medium" },
  long: { dateStyle: "long" },
  dateTime: { dateStyle: "medium", timeStyle: "short" },
  longTime: { dateStyle: "long", timeStyle: "short" },
  time: { timeStyle: "short" },
  month: { year: "numeric", month: "long" },
  monthShort: { month: "short" },
  dayMonth: { month: "short", day: "numeric" },
};

export function formatDate(at: Instant, timeZone: string, locale: Locale, style: DateStyle = "date"): string {
  return plainSpaces(
    new Intl.DateTimeFormat(locale, { ...dateStyles[style], timeZone }).format(new Date(at)),
  );
}

/** A begin or an end at midnight is shown as whole days, because people agree on days. */
const wholeDayStyles: Partial<Record<DateStyle, DateStyle>> = { dateTime: "date", longTime: "long" };

/** True if the clock of that zone shows 00:00. */
export function isMidnight(at: Instant, timeZone: string): boolean {
  const clock = new Intl.DateTimeFormat("en", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  return clock.format(new Date(at)) === "00:00:00";
}

/**
 * From when something holds. At midnight only the day is shown, otherwise also the minute if the style has
 * it.
 */
export function formatStart(at: Instant, timeZone: string, locale: Locale, style: DateStyle): string {
  const told = isMidnight(at, timeZone) ? (wholeDayStyles[style] ?? style) : style;
  return formatDate(at, timeZone, locale, told);
}

/**
 * Until when something holds. An end at midnight is shown as its last day, as contracts and quotes write it:
 * until 00:00 on 1 April → `Mar 31, 2027`.
 */
export function formatEnd(at: Instant, timeZone: string, locale: Locale, style: DateStyle): string {
  if (!isMidnight(at, timeZone)) return formatDate(at, timeZone, locale, style);
  const lastMoment = new Date(new Date(at).getTime() - 1);
  return formatDate(lastMoment, timeZone, locale, wholeDayStyles[style] ?? style);
}

/** From one instant to another; what both share is shown once: `Nov 20 – Dec 1, 2026`. */
export function formatDateRange(
  from: Instant,
  to: Instant,
  timeZone: string,
  locale: Locale,
  style: "date" | "long" | "dateTime" = "date",
): string {
  const format = new Intl.DateTimeFormat(locale, { ...dateStyles[style], timeZone });
  return plainSpaces(format.formatRange(new Date(from), new Date(to)));
}

/** A calendar month given as `YYYY-MM`, which belongs to no zone: `November 2026`, `2026年11月`. */
export function formatMonth(month: string, locale: Locale, style: "month" | "monthShort" = "month"): string {
  return formatDate(`${month}-01T00:00:00Z`, "UTC", locale, style);
}

/**
 * The zone by name and offset at that instant, for the hint beside a date: `Japan Standard Time (GMT+09:00)`.
 */
export function formatZone(at: Instant, timeZone: string, locale: Locale): string {
  const name = (style: "long" | "longOffset") =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: style })
      .formatToParts(new Date(at))
      .find((part) => part.type === "timeZoneName")?.value ?? timeZone;
  const [long, offset] = [name("long"), name("longOffset")];
  return long === offset ? `${timeZone} (${offset})` : `${long} (${offset})`;
}

function currencyFormat(
  locale: Locale,
  currency: string,
  minimumFractionDigits: number,
  maximumFractionDigits: number,
) {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits,
    maximumFractionDigits,
  });
  // In Japanese, Intl writes a full-width yen sign, which breaks the alignment of columns.
  return (decimal: string) =>
    plainSpaces(format.format(decimal as Intl.StringNumericLiteral)).replace("\uffe5", "\u00a5");
}

/** Moves the decimal point `digits` places to the left, in text: `shiftPoint("123450", 2)` → `1234.50`. */
function shiftPoint(decimal: string, digits: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (!match) throw new RangeError(`not a decimal number: ${decimal}`);
  const [, sign, whole = "", fraction = ""] = match;
  const padded = whole.padStart(digits + 1, "0");
  const point = padded.length - digits;
  const decimals = padded.slice(point) + fraction;
  return `${sign}${padded.slice(0, point)}${decimals && `.${decimals}`}`;
}

/** Versions of ICU differ in narrow and thin spaces, but server and browser must write the same text. */
function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u2009\u00a0]/g, " ");
}
