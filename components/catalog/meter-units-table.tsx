"use client";

import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { EmptyState } from "@/components/ui/empty-state";
import type { MeterUnitView } from "@/lib/features/catalog/meter-units/list-meter-units";
import { DeleteMeterUnit } from "./delete-meter-unit";
import { type MeterUnitActions, MeterUnitSheet } from "./meter-unit-sheet";

type MeterUnitsTableProps = {
  rows: readonly MeterUnitView[];
  state: TableState;
  aggregationIsChosen: boolean;
  /** Null for readers who change nothing. */
  actions: MeterUnitActions | null;
};

/** What is counted, and which plans price it. */
export function MeterUnitsTable({ rows, state, aggregationIsChosen, actions }: MeterUnitsTableProps) {
  const t = useTranslations("catalog.meterUnits");
  const locale = useLocale();
  const columns: Column<MeterUnitView>[] = [
    { id: "displayName", header: t("displayName"), cell: ({ displayName }) => displayName[locale] },
    {
      id: "unitName",
      header: t("unitName"),
      cell: ({ unitName }) => <span className="font-mono text-xs">{unitName}</span>,
    },
    {
      id: "event",
      header: t("counts"),
      cell: (unit) => (
        <span className="font-mono text-xs">
          {unit.property ? `${unit.eventName} → ${unit.property}` : unit.eventName}
        </span>
      ),
    },
    ...(aggregationIsChosen
      ? [
          {
            id: "aggregation",
            header: t("aggregation"),
            cell: (unit: MeterUnitView) => t(`aggregations.${unit.effectiveAggregation}`),
          },
        ]
      : []),
    {
      id: "usedBy",
      header: t("usedBy"),
      cell: ({ usedBy, usedByDrafts }) => {
        const plans = [...new Set([...usedBy, ...usedByDrafts])];
        return plans.length > 0 ? plans.join(", ") : <span className="text-ink-quiet">{t("notUsed")}</span>;
      },
    },
    ...(actions
      ? [
          {
            id: "acts",
            header: t("acts"),
            actions: true,
            bareOnPhone: true,
            cell: (unit: MeterUnitView) => (
              <span className="flex gap-1.5 md:justify-end">
                <MeterUnitSheet unit={unit} actions={actions} aggregationIsChosen={aggregationIsChosen} />
                <DeleteMeterUnit unit={unit} actions={actions} />
              </span>
            ),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(unit) => unit.id}
      state={state}
      searchLabel={t("search")}
      empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
    />
  );
}
