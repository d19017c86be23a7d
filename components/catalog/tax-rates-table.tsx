"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { TaxRateView } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import { formatNumber } from "@/lib/i18n/format";
import { ArchiveButton } from "./archive-button";
import { type TaxRateActions, TaxRateSheet } from "./tax-rate-sheet";

type TaxRatesTableProps = { rows: readonly TaxRateView[]; state: TableState; actions: TaxRateActions | null };

export function TaxRatesTable({ rows, state, actions }: TaxRatesTableProps) {
  const t = useTranslations("catalog.taxRates");
  const locale = useLocale();
  const router = useRouter();
  const columns: Column<TaxRateView>[] = [
    { id: "name", header: t("displayName"), cell: ({ displayName }) => displayName[locale] },
    { id: "key", header: t("key"), cell: ({ key }) => <span className="font-mono text-xs">{key}</span> },
    {
      id: "percent",
      header: t("percent"),
      numeric: true,
      cell: ({ percent }) => `${formatNumber(percent, locale)}%`,
    },
    {
      id: "inclusive",
      header: t("inclusion"),
      cell: ({ inclusive }) => (inclusive ? t("inclusive") : t("exclusive")),
    },
    {
      id: "place",
      header: t("place"),
      cell: ({ country, jurisdiction }) => [country, jurisdiction].filter(Boolean).join(" · ") || "–",
    },
    {
      id: "state",
      header: t("state"),
      bareOnPhone: true,
      cell: ({ archivedAt }) =>
        archivedAt ? <Chip>{t("archived")}</Chip> : <Chip tone="good">{t("offered")}</Chip>,
    },
    ...(actions
      ? [
          {
            id: "acts",
            header: t("acts"),
            actions: true,
            bareOnPhone: true,
            cell: (rate: TaxRateView) => (
              <span className="flex gap-1.5 md:justify-end">
                <TaxRateSheet rate={rate} actions={actions} />
                <ArchiveButton
                  name={rate.displayName[locale]}
                  isArchived={rate.archivedAt !== null}
                  body={t("archiveBody")}
                  archive={(archived) => actions.archiveTaxRate({ id: rate.id, archived })}
                  onDone={() => router.refresh()}
                />
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
      rowKey={(rate) => rate.id}
      state={state}
      searchLabel={t("search")}
      empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
    />
  );
}
