"use client";

import { useLocale, useTranslations } from "next-intl";
import { LicenseStateChip } from "@/components/overview/license-summary";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { EmptyState } from "@/components/ui/empty-state";
import { Meter } from "@/components/ui/meter";
import type { TenantRow } from "@/lib/features/tenants/list";
import { formatNumber } from "@/lib/i18n/format";

type TenantsTableProps = { rows: readonly TenantRow[]; state: TableState; total: number; pageSize: number };

/** Staff's list of tenants; a row opens the tenant in the console. */
export function TenantsTable({ rows, state, total, pageSize }: TenantsTableProps) {
  const t = useTranslations("console");
  const locale = useLocale();
  const columns: Column<TenantRow>[] = [
    { id: "name", header: t("columns.name"), cell: ({ name }) => name },
    { id: "license", header: t("columns.license"), cell: ({ planName }) => planName[locale] },
    { id: "state", header: t("columns.state"), cell: ({ state: is }) => <LicenseStateChip state={is} /> },
    { id: "mau", header: t("columns.mau"), cell: (row) => <MauCell row={row} /> },
    {
      id: "account",
      header: t("columns.account"),
      hideable: true,
      cell: ({ stripeCustomerId }) =>
        stripeCustomerId ? (
          <span className="figures font-mono text-xs">{stripeCustomerId}</span>
        ) : (
          <span className="text-ink-quiet">{t("noAccount")}</span>
        ),
    },
    {
      id: "salesModel",
      header: t("columns.salesModel"),
      hideable: true,
      cell: ({ salesModel }) => t(`salesModels.${salesModel}`),
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/console/tenants/${row.slug}`}
      state={state}
      total={total}
      pageSize={pageSize}
      searchLabel={t("search")}
      empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
    />
  );
}

function MauCell({ row: { mau, maximumMau } }: { row: TenantRow }) {
  const t = useTranslations("console");
  const locale = useLocale();
  return (
    <div className="w-36">
      <p className="figures flex justify-between gap-2">
        <span>{formatNumber(mau, locale)}</span>
        <span className="text-ink-quiet text-sm">
          {maximumMau === null ? t("unlimited") : `/ ${formatNumber(maximumMau, locale)}`}
        </span>
      </p>
      {maximumMau !== null && (
        <Meter label={t("columns.mau")} value={mau} maximum={maximumMau} className="mt-1" />
      )}
    </div>
  );
}
