"use client";

import { useLocale, useTranslations } from "next-intl";
import { countryName } from "@/components/payers/billing-details/countries";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import type { Day } from "@/lib/domain/time/day-span";
import type { DatedDefaultRate } from "@/lib/features/catalog/tax-rates/default-tax-rates";
import type { TaxRateView } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import type { setDefaultTaxRate } from "@/lib/features/catalog/tax-rates/set-default-tax-rate";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { DefaultRateSheet } from "./default-rate-sheet";

type DefaultRatesCardProps = {
  defaults: readonly DatedDefaultRate[];
  rates: readonly TaxRateView[];
  today: Day;
  /** Null for readers who change nothing. */
  setDefault: ActionOf<typeof setDefaultTaxRate> | null;
};

/** Which rate each country has and will have. */
export function DefaultRatesCard({ defaults, rates, today, setDefault }: DefaultRatesCardProps) {
  const t = useTranslations("catalog.defaultRates");
  const shown = defaults.filter(({ until }) => until === null || until > today);
  return (
    <Card
      title={t("title")}
      description={t("lead")}
      actions={setDefault && <DefaultRateSheet rates={rates} today={today} setDefault={setDefault} />}
    >
      {shown.length === 0 ? (
        <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
      ) : (
        <Table>
          <caption className="sr-only">{t("title")}</caption>
          <thead>
            <tr>
              <Th>{t("country")}</Th>
              <Th>{t("category")}</Th>
              <Th>{t("rate")}</Th>
              <Th numeric>{t("percent")}</Th>
              <Th>{t("from")}</Th>
              <Th>{t("state")}</Th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <Row key={`${each.country} ${each.category} ${each.from}`} default={each} today={today} />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

function Row({ default: each, today }: { default: DatedDefaultRate; today: Day }) {
  const t = useTranslations("catalog.defaultRates");
  const locale = useLocale();
  const { country, category, from, rate } = each;
  return (
    <tr>
      <Td>{countryName(country, locale)}</Td>
      <Td>{t(`categories.${category}`)}</Td>
      <Td>{rate ? rate.name[locale] : t("none")}</Td>
      <Td numeric>{rate ? `${formatNumber(rate.percent, locale)}%` : "–"}</Td>
      <Td>{formatDate(`${from}T12:00:00Z`, "UTC", locale)}</Td>
      <Td>{from > today ? <Chip>{t("planned")}</Chip> : <Chip tone="good">{t("holds")}</Chip>}</Td>
    </tr>
  );
}
