import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import type { MonthReport } from "@/lib/domain/revenue/report";
import { formatMonth, formatNumber } from "@/lib/i18n/format";
import { movements } from "./movements";

type MonthsTableProps = { currency: string; months: readonly MonthReport[] };

/** Each month with what made it differ from the one before, newest first: a reader can add it up. */
export function MonthsTable({ currency, months }: MonthsTableProps) {
  const t = useTranslations("money");
  const locale = useLocale();
  return (
    <Table wide={t("byMonth")}>
      <caption className="sr-only">{t("byMonth")}</caption>
      <thead>
        <tr>
          <Th>{t("month")}</Th>
          <Th numeric>{t("figures.mrr")}</Th>
          {movements.map(({ key }) => (
            <Th key={key} numeric>
              {t(`movements.${key}`)}
            </Th>
          ))}
          <Th numeric>{t("figures.tenants")}</Th>
        </tr>
      </thead>
      <tbody>
        {months.toReversed().map((report, index) => (
          <tr key={report.month}>
            <Th scope="row" className="whitespace-nowrap font-normal text-ink">
              {formatMonth(report.month, locale)}
              {index === 0 && <span className="text-ink-quiet"> {t("soFar")}</span>}
            </Th>
            <Td numeric className="font-medium">
              <Money minor={report.mrrMinor} currency={currency} />
            </Td>
            {movements.map(({ key, signedMinor }) => (
              <Td key={key} numeric>
                <Amount minor={signedMinor(report)} currency={currency} />
              </Td>
            ))}
            <Td numeric>{formatNumber(report.tenants, locale)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Amount({ minor, currency }: { minor: bigint; currency: string }) {
  if (minor === 0n) return <span className="text-ink-quiet">–</span>;
  return <Money minor={minor} currency={currency} />;
}
