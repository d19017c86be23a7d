import { useLocale, useTranslations } from "next-intl";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import { formatMonth } from "@/lib/i18n/format";
import { formatDays } from "@/lib/i18n/promise/days";

/** What the month is priced by, where that is not simply the plan that is held now. */
export function MonthNote({ usage }: { usage: UsageOverview }) {
  const t = useTranslations("usage.plan");
  const locale = useLocale();
  const { plan, held, billedDays } = usage;
  const month = formatMonth(usage.month, locale);
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const texts = [
    plan === null && held.length === 0 && t("none", { month }),
    plan?.isCharged === false && held.length === 0 && t("free", { plan: plan.name[locale] }),
    held.length === 1 &&
      usage.month !== usage.thisMonth &&
      t("one", { month, plan: held[0]?.planName[locale] ?? "" }),
    held.length > 1 &&
      t("several", {
        parts: list.format(
          held.map(({ planName, seats, days }) =>
            t(seats > 0 ? "partWithSeats" : "part", { plan: planName[locale], days, seats }),
          ),
        ),
      }),
    billedDays && t("days", { days: formatDays(billedDays, locale) }),
  ].filter((text) => typeof text === "string");
  if (texts.length === 0) return null;
  return <p className="figures text-ink-soft text-sm">{texts.join(locale === "ja" ? "" : " ")}</p>;
}
