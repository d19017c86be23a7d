"use client";

import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { PlanSummary } from "@/lib/features/catalog/plans/overview/list-plans";
import { formatNumber } from "@/lib/i18n/format";
import { amountText } from "./amount-text";
import { planStates } from "./arrange-plans";

type PlansTableProps = {
  rows: readonly PlanSummary[];
  state: TableState;
  /** Of all plans, also those that are not shown. */
  currencies: readonly string[];
};

/** Every plan with its version on sale. A row opens the plan. */
export function PlansTable({ rows, state, currencies }: PlansTableProps) {
  const t = useTranslations("catalog.plans");
  const locale = useLocale();
  const columns: Column<PlanSummary>[] = [
    {
      id: "name",
      header: t("columns.name"),
      sortable: true,
      cell: ({ name, key }) => name[locale] || name.en || key,
    },
    {
      id: "key",
      header: t("columns.key"),
      cell: ({ key }) => <span className="font-mono text-xs">{key}</span>,
    },
    { id: "state", header: t("columns.state"), cell: (plan) => <PlanChips plan={plan} />, bareOnPhone: true },
    {
      id: "price",
      header: t("columns.price"),
      numeric: true,
      sortable: true,
      cell: (plan) => <PriceText plan={plan} />,
    },
    { id: "currency", header: t("columns.currency"), hideable: true, cell: ({ currency }) => currency },
    {
      id: "rank",
      header: t("columns.rank"),
      numeric: true,
      sortable: true,
      hideable: true,
      cell: ({ rank }) => formatNumber(rank, locale),
    },
    {
      id: "holders",
      header: t("columns.holders"),
      sortable: true,
      numeric: true,
      cell: ({ holders }) => formatNumber(holders, locale),
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(plan) => plan.planId}
      rowHref={(plan) => `/console/catalog/plans/${plan.key}`}
      state={state}
      searchLabel={t("search")}
      filters={[
        {
          name: "state",
          label: t("columns.state"),
          options: planStates.map((value) => ({ value, label: t(`states.${value}`) })),
        },
        ...(currencies.length > 1
          ? [
              {
                name: "currency",
                label: t("columns.currency"),
                options: currencies.map((value) => ({ value, label: value })),
              },
            ]
          : []),
      ]}
      empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
    />
  );
}

/** What every tenant on the plan pays, by the month and by the year. */
function PriceText({ plan: { price, currency, isFree } }: { plan: PlanSummary }) {
  const t = useTranslations("catalog.plans");
  const facts = useTranslations("catalog.facts");
  const locale = useLocale();
  const amounts = [
    price?.month != null && facts("aMonth", { amount: amountText(price.month, currency, locale) }),
    price?.year != null && facts("aYear", { amount: amountText(price.year, currency, locale) }),
  ].filter((text) => text !== false);
  if (!price || amounts.length === 0)
    return <span className="text-ink-quiet">{t(isFree ? "isFree" : "byUse")}</span>;
  return (
    <span className="grid">
      {amounts.map((text) => (
        <span key={text}>{price.perSeat ? t("perSeat", { amount: text }) : text}</span>
      ))}
    </span>
  );
}

/** Which version of a plan is on sale, and whether there is a draft. */
export function PlanChips({ plan }: { plan: Pick<PlanSummary, "onSale" | "retiredAt" | "draft"> }) {
  const t = useTranslations("catalog.plans");
  return (
    <span className="flex flex-wrap gap-1.5">
      {plan.onSale && <Chip tone="good">{t("onSale", { version: plan.onSale.version })}</Chip>}
      {plan.retiredAt && <Chip>{t("retired")}</Chip>}
      {plan.draft && <Chip tone="info">{t("draft")}</Chip>}
    </span>
  );
}
