import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type { MonthReport } from "@/lib/domain/revenue/month-report";
import { formatNumber } from "@/lib/i18n/format";

type RevenueFiguresProps = { currency: string; months: readonly MonthReport[] };

/** The current month in four figures, each beside the month before. */
export function RevenueFigures({ currency, months }: RevenueFiguresProps) {
  const t = useTranslations("money");
  const locale = useLocale();
  const [before, now] = [months.at(-2), months.at(-1)];
  if (!now) return null;
  const money = (minor: bigint) => <Money minor={minor} currency={currency} />;
  const figures = [
    { key: "mrr", value: money(now.mrrMinor), before: before && money(before.mrrMinor) },
    {
      key: "new",
      value: money(now.newMinor + now.returnedMinor),
      before: before && money(before.newMinor + before.returnedMinor),
    },
    { key: "churned", value: money(now.churnedMinor), before: before && money(before.churnedMinor) },
    {
      key: "tenants",
      value: formatNumber(now.tenants, locale),
      before: before && formatNumber(before.tenants, locale),
    },
  ] as const;
  return (
    <div className="grid grid-cols-2 gap-5 lg:grid-cols-4">
      {figures.map((figure) => (
        <Card key={figure.key}>
          <p className="text-ink-quiet">{t(`figures.${figure.key}`)}</p>
          <p className="figures mt-1 font-semibold text-2xl tracking-tight">{figure.value}</p>
          {figure.before !== undefined && (
            <p className="figures mt-1.5 text-ink-quiet text-sm">
              {t("lastMonth")} {figure.before}
            </p>
          )}
        </Card>
      ))}
    </div>
  );
}
