import { useLocale, useTranslations } from "next-intl";
import { type Bar, DayBars } from "@/components/patterns/day-bars";
import { formatMonth } from "@/lib/i18n/format";

type UsageChartProps = {
  view: "days" | "total" | "months";
  name: string;
  month: string;
  bars: readonly Bar[];
  counted?: (value: string) => string;
  line: { value: string; label: string } | null;
  isRunning: boolean;
};

/** The chart of a unit in one of its views, named by what it shows. */
export function UsageChart({ view, name, month, ...rest }: UsageChartProps) {
  const t = useTranslations("usage.chart");
  const locale = useLocale();
  const label =
    view === "months"
      ? t("monthsLabel", { name })
      : t(view === "total" ? "totalLabel" : "daysLabel", { name, month: formatMonth(month, locale) });
  return <DayBars {...rest} label={label} column={t(view === "months" ? "month" : "day")} />;
}
