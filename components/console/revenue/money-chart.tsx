"use client";

import { useTranslations } from "next-intl";
import { RevenueChart } from "./revenue-chart";

type MoneyChartProps = { currency: string; months: readonly { month: string; minor: string }[] };

/** What was invoiced by month. The table below it has the same numbers. */
export function MoneyChart({ currency, months }: MoneyChartProps) {
  const t = useTranslations("money.flows");
  return <RevenueChart currency={currency} months={months} label={t("chart")} />;
}
