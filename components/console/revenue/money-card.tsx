"use client";

import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { moneyFigures } from "@/lib/domain/revenue/money-month";
import type { MoneyOfCurrency } from "@/lib/features/console/revenue/read-money";
import { formatMonth } from "@/lib/i18n/format";
import { MoneyChart } from "./money-chart";

type MoneyCardProps = {
  money: MoneyOfCurrency;
  timeZone: string;
  names: Readonly<Record<string, LocalizedText>>;
  /** The plan that is chosen; null: all together. */
  planKey: string | null;
};

/** What was invoiced, collected, open and lost by month: of all plans, or of one. */
export function MoneyCard({ money, timeZone, names, planKey }: MoneyCardProps) {
  const t = useTranslations("money");
  const locale = useLocale();
  const { currency, plans } = money;
  const months = plans.find((plan) => plan.planKey === planKey)?.months ?? money.months;
  const href = (plan: string | null) => `/console/money?currency=${currency}${plan ? `&plan=${plan}` : ""}`;
  return (
    <Card
      title={t("flows.title")}
      description={t("flows.lead", { zone: timeZone })}
      actions={
        <LinkButton
          size="sm"
          variant="quiet"
          href="/console/money/flows.csv"
          prefetch={false}
          download
          icon={<Download aria-hidden="true" />}
        >
          {t("flows.csv")}
        </LinkButton>
      }
    >
      {plans.length > 1 && (
        <div className="mb-5">
          <LinkTabs
            label={t("flows.plans")}
            tabs={[null, ...plans.map((plan) => plan.planKey)].map((plan) => ({
              href: href(plan),
              label: plan === null ? t("flows.allPlans") : (names[plan]?.[locale] ?? plan),
              current: plan === planKey,
            }))}
          />
        </div>
      )}
      <MoneyChart
        currency={currency}
        months={months.map(({ month, invoiced }) => ({ month, minor: String(invoiced) }))}
      />
      <Table wide={t("flows.title")} className="mt-6">
        <caption className="sr-only">{t("flows.title")}</caption>
        <thead>
          <tr>
            <Th>{t("month")}</Th>
            {moneyFigures.map((figure) => (
              <Th key={figure} numeric>
                {t(`flows.${figure}`)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.toReversed().map((row, index) => (
            <tr key={row.month}>
              <Th scope="row" className="whitespace-nowrap font-normal text-ink">
                {formatMonth(row.month, locale)}
                {index === 0 && <span className="text-ink-quiet"> {t("soFar")}</span>}
              </Th>
              {moneyFigures.map((figure) => (
                <Td key={figure} numeric>
                  {row[figure] === 0n ? (
                    <span className="text-ink-quiet">–</span>
                  ) : (
                    <Money minor={row[figure]} currency={currency} />
                  )}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
