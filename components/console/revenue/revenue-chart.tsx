"use client";

import { useLocale, useTranslations } from "next-intl";
import { DayBars } from "@/components/patterns/day-bars";
import { formatMoney, formatMonth } from "@/lib/i18n/format";

type RevenueChartProps = {
  currency: string;
  months: readonly { month: string; minor: string }[];
  label?: string;
};

/** MRR by month, or what `label` says, the current one last. */
export function RevenueChart({ currency, months, label }: RevenueChartProps) {
  const t = useTranslations("money");
  const locale = useLocale();
  return (
    <DayBars
      label={label ?? t("chartLabel")}
      column={t("month")}
      counted={(minor) => formatMoney(minor, currency, locale)}
      isRunning
      bars={months.map(({ month, minor }, index) => ({
        id: month,
        label: formatMonth(month, locale),
        // Every other month including the current one: twelve labels do not fit on a phone.
        tick:
          months.length <= 6 || (months.length - 1 - index) % 2 === 0
            ? formatMonth(month, locale, "monthShort")
            : "",
        value: minor,
      }))}
    />
  );
}
