import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import type { MonthReport } from "@/lib/domain/revenue/month-report";
import { formatMonth, formatNumber } from "@/lib/i18n/format";
import { earningMonths, movements } from "./movements";

type MonthsTableProps = { currency: string; months: readonly MonthReport[] };

/**
 * Each month with what changed since the month before, newest first, so that a reader can add it up. Months before the
 * first revenue are one sentence. On a phone the changes are below the month.
 */
export function MonthsTable({ currency, months }: MonthsTableProps) {
  const t = useTranslations("money");
  const words = useTranslations("charts");
  const locale = useLocale();
  const earning = earningMonths(months, 1);
  const first = earning[0];
  return (
    <>
      <Table wide={t("byMonth")}>
        <caption className="sr-only">{t("byMonth")}</caption>
        <thead>
          <tr>
            <Th>{t("month")}</Th>
            <Th numeric>{t("figures.mrr")}</Th>
            {movements.map(({ key }) => (
              <Th key={key} numeric className="max-lg:hidden">
                {t(`movements.${key}`)}
              </Th>
            ))}
            <Th numeric>{t("figures.tenants")}</Th>
          </tr>
        </thead>
        <tbody>
          {earning.toReversed().map((report, index) => (
            <tr key={report.month}>
              <Th scope="row" className="font-normal text-ink">
                <span className="whitespace-nowrap">{formatMonth(report.month, locale)}</span>
                {index === 0 && <span className="whitespace-nowrap text-ink-quiet"> {t("soFar")}</span>}
                <Moved report={report} currency={currency} />
              </Th>
              <Td numeric className="font-medium">
                <Money minor={report.mrrMinor} currency={currency} />
              </Td>
              {movements.map(({ key, signedMinor }) => (
                <Td key={key} numeric className="max-lg:hidden">
                  <Amount minor={signedMinor(report)} currency={currency} />
                </Td>
              ))}
              <Td numeric>{formatNumber(report.tenants, locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {first && earning.length < months.length && (
        <p className="mt-3 text-ink-quiet text-sm">
          {words("nothingBefore", { month: formatMonth(first.month, locale) })}
        </p>
      )}
    </>
  );
}

/** On narrow screens: one line for each movement that happened. */
function Moved({ report, currency }: { report: MonthReport; currency: string }) {
  const t = useTranslations("money.movements");
  return movements.map(({ key, signedMinor }) => {
    const minor = signedMinor(report);
    return (
      minor !== 0n && (
        <span key={key} className="figures mt-0.5 block text-ink-quiet text-sm lg:hidden">
          {t(key)} <Money minor={minor} currency={currency} />
        </span>
      )
    );
  });
}

function Amount({ minor, currency }: { minor: bigint; currency: string }) {
  if (minor === 0n) return <span className="text-ink-quiet">–</span>;
  return <Money minor={minor} currency={currency} />;
}
