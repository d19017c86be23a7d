import { plainText, plainTicks } from "@/components/patterns/bar-heights";
import type { Bar } from "@/components/patterns/day-bars";
import { formatDate, formatMonth } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";

type DayCount = { day: string; count: string };

/** Days as bars; every fifth and the first are named, so that the names have room on a phone. */
export const dayBars = (days: readonly DayCount[], locale: Locale): Bar[] =>
  days.map(({ day, count }) => {
    const number = day.slice(8).replace(/^0/, "");
    const isNamed = number === "1" || number.endsWith("5") || number.endsWith("0");
    const label = formatDate(`${day}T00:00:00Z`, "UTC", locale, "long");
    return { id: day, label, tick: isNamed ? number : "", value: count };
  });

/** Months as bars; of more than twelve every third is named. */
export const monthBars = (months: readonly { month: string; count: string }[], locale: Locale): Bar[] =>
  months.map(({ month, count }, index) => {
    const step = months.length > 12 ? 4 : 2;
    const isNamed = (months.length - 1 - index) % step === 0;
    const tick = isNamed ? formatMonth(month, locale, "monthShort") : "";
    return { id: month, label: formatMonth(month, locale), tick, value: count };
  });

/** The running total by day, exactly. */
export function runningTotal(days: readonly DayCount[]): DayCount[] {
  let sum = 0n;
  return days.map(({ day, count }) => {
    sum += plainTicks(count);
    return { day, count: plainText(sum) };
  });
}
