import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/ui/money";
import { SumRow, Table, Td, Th } from "@/components/ui/table";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { MonthReport } from "@/lib/domain/revenue/month-report";
import { formatNumber } from "@/lib/i18n/format";

type PlansTableProps = {
  currency: string;
  months: readonly MonthReport[];
  names: Readonly<Record<string, LocalizedText>>;
};

/** Who holds which plan now, and what it brings in. */
export function PlansTable({ currency, months, names }: PlansTableProps) {
  const t = useTranslations("money");
  const locale = useLocale();
  const now = months.at(-1);
  if (!now || now.plans.length === 0) return <p className="text-ink-quiet">{t("nobodyNow")}</p>;
  return (
    <Table>
      <caption className="sr-only">{t("byPlan")}</caption>
      <thead>
        <tr>
          <Th>{t("plan")}</Th>
          <Th numeric>{t("figures.tenants")}</Th>
          <Th numeric>{t("figures.mrr")}</Th>
        </tr>
      </thead>
      <tbody>
        {now.plans.map(({ planKey, tenants, mrrMinor }) => (
          <tr key={planKey}>
            <Th scope="row" className="font-normal text-ink">
              {names[planKey]?.[locale] ?? planKey}
            </Th>
            <Td numeric>{formatNumber(tenants, locale)}</Td>
            <Td numeric>
              <Money minor={mrrMinor} currency={currency} />
            </Td>
          </tr>
        ))}
        <SumRow>
          <Th scope="row">{t("total")}</Th>
          <Td numeric>{formatNumber(now.tenants, locale)}</Td>
          <Td numeric>
            <Money minor={now.mrrMinor} currency={currency} />
          </Td>
        </SumRow>
      </tbody>
    </Table>
  );
}
