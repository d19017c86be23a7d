import type { Locale } from "@/lib/i18n/locales";

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** A length of time in its two largest units: `1 hr, 12 min`; below a second in milliseconds. */
export function durationText(ms: number, locale: Locale): string {
  const say = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
  if (ms < 1_000) return say(ms, "millisecond");
  const first = units.findIndex(([, length]) => ms >= length);
  const [unit, length] = units[first] ?? units[3];
  const next = units[first + 1];
  const parts = [say(Math.floor(ms / length), unit)];
  const rest = next ? Math.floor((ms % length) / next[1]) : 0;
  if (next && rest > 0) parts.push(say(rest, next[0]));
  return parts.join(" ");
}
