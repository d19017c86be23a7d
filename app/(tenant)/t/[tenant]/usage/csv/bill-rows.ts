import { billRows } from "@/components/usage/is-billed";
import { minorToMajor } from "@/lib/domain/money/major-units";
import { addDays, monthSpan } from "@/lib/domain/time/day-span";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import type { Locale } from "@/lib/i18n/locales";

/** The columns of the file, by their messages. */
export const billColumns = [
  "month",
  "plan",
  "component",
  "from",
  "to",
  "days",
  "ofDays",
  "used",
  "unit",
  "included",
  "excess",
  "cost",
  "projected",
  "currency",
  "zone",
] as const;

/** What is billed of a month, row by row as on the page. */
export function billFileRows(usage: UsageOverview, locale: Locale): string[][] {
  const whole = monthSpan(`${usage.month}-01`);
  return billRows(usage).map(({ price }) => {
    const { currency } = price;
    const span = price.billed?.span ?? whole;
    const money = (minor: string | null) => (minor === null ? "" : (minorToMajor(minor, currency) ?? ""));
    return [
      usage.month,
      price.planName[locale],
      price.name[locale],
      span.from,
      addDays(span.until, -1),
      price.part ? String(price.part.days) : "",
      price.part ? String(price.part.of) : "",
      price.used,
      price.unit[locale],
      price.allowance ?? "",
      price.beyond,
      money(price.amountMinor),
      money(price.projectedMinor),
      currency,
      usage.tenant.timeZone,
    ];
  });
}
