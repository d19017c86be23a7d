"use client";

import { useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { type TableState, writeTableState } from "@/components/patterns/data-table/table-state";
import type { Filter } from "@/components/patterns/data-table/table-types";
import { EmptyState } from "@/components/ui/empty-state";
import { ageingGroups } from "@/lib/domain/collection/ageing";
import { invoiceFilterValues } from "@/lib/domain/invoice-list/invoice-query";
import { licenseFilters } from "@/lib/domain/invoice-list/receivable-query";
import type { ReceivablePage } from "@/lib/features/console/receivables/list-receivables";
import type { Rep } from "@/lib/features/people/tenants/sales-reps";
import { type ReceivableActions, useReceivableColumns } from "./use-receivable-columns";

type ReceivablesTableProps = {
  list: ReceivablePage;
  state: TableState;
  reps: readonly Rep[];
  /** The reader is a sales rep and may have tenants of their own. */
  isRep: boolean;
  actions: ReceivableActions;
};

/** Who owes what; a row opens the tenant's invoices. */
export function ReceivablesTable({ list, state, reps, isRep, actions }: ReceivablesTableProps) {
  const t = useTranslations("receivables");
  const columns = useReceivableColumns(actions);
  const filters = useReceivableFilters(list, reps, isRep);
  const { rows, total, pageSize, ignored } = list;
  // Filters that were not understood leave nothing out here; the file would be refused with them.
  const obeyed = Object.fromEntries(
    Object.entries(state.filters).filter(([name]) => !ignored.includes(name) && name !== "view"),
  );
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={({ tenant, currency }) => `${tenant.id} ${currency}`}
      rowHref={({ tenant }) => `/console/tenants/${tenant.slug}/invoices`}
      state={state}
      total={total}
      pageSize={pageSize}
      searchLabel={t("search")}
      filters={filters}
      ignoredFilters={ignored}
      csvHref={`/console/receivables.csv${writeTableState({ ...state, filters: obeyed, page: 1 })}`}
      empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
    />
  );
}

function useReceivableFilters({ totals }: ReceivablePage, reps: readonly Rep[], isRep: boolean): Filter[] {
  const t = useTranslations("receivables");
  const words = useTranslations("invoiceList");
  return [
    {
      name: "ageing",
      label: t("filters.ageing"),
      options: ageingGroups.map((value) => ({ value, label: words(`ageing.${value}`) })),
    },
    {
      name: "license",
      label: t("filters.license"),
      options: licenseFilters.map((value) => ({ value, label: t(`licenses.${value}`) })),
    },
    {
      name: "rep",
      label: t("filters.rep"),
      options: [
        ...invoiceFilterValues.rep
          .filter((value) => isRep || value === "none")
          .map((value) => ({ value: value as string, label: words(`reps.${value}`) })),
        ...reps.map(({ id, name }) => ({ value: id as string, label: name })),
      ],
    },
    {
      name: "currency",
      label: t("filters.currency"),
      options: totals.map(({ currency }) => ({ value: currency, label: currency })),
    },
  ];
}
