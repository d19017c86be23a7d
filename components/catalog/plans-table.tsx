"use client";

import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { PlanSummary } from "@/lib/features/catalog/plans/overview/list-plans";
import { formatNumber } from "@/lib/i18n/format";

type PlansTableProps = { rows: readonly PlanSummary[]; state: TableState };

/** Every plan with its version on sale. A row opens the plan. */
export function PlansTable({ rows, state }: PlansTableProps) {
  const t = useTranslations("catalog.plans");
  const locale = useLocale();
  const columns: Column<PlanSummary>[] = [
    { id: "name", header: t("columns.name"), cell: ({ name, key }) => name[locale] || name.en || key },
    {
      id: "key",
      header: t("columns.key"),
      cell: ({ key }) => <span className="font-mono text-xs">{key}</span>,
    },
    { id: "state", header: t("columns.state"), cell: (plan) => <PlanChips plan={plan} />, bareOnPhone: true },
    { id: "currency", header: t("columns.currency"), cell: ({ currency }) => currency },
    { id: "rank", header: t("columns.rank"), numeric: true, cell: ({ rank }) => formatNumber(rank, locale) },
    {
      id: "holders",
      header: t("columns.holders"),
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
      empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
    />
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
