"use client";

import { useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { type TableState, writeTableState } from "@/components/patterns/data-table/table-state";
import { EmptyState } from "@/components/ui/empty-state";
import type { InvoicePage } from "@/lib/features/console/invoice-list/list-invoices";
import type { Rep } from "@/lib/features/people/tenants/sales-reps";
import { AmountFilter } from "./amount-filter";
import { useInvoiceColumns } from "./use-invoice-columns";
import { useInvoiceFilters } from "./use-invoice-filters";

type InvoicesTableProps = {
  list: InvoicePage;
  state: TableState;
  reps: readonly Rep[];
  /** The reader is a sales rep and may have tenants of their own. */
  isRep: boolean;
  /** The running month as YYYY-MM. */
  month: string;
};

/** All tenants' invoices; a row opens its invoice. */
export function InvoicesTable({ list, state, reps, isRep, month }: InvoicesTableProps) {
  const t = useTranslations("invoiceList");
  const columns = useInvoiceColumns();
  const { rows, total, pageSize, currencies, ignored } = list;
  const filters = useInvoiceFilters({ rows, currencies, reps, isRep, month, asked: state.filters });
  const obeyed = Object.fromEntries(
    Object.entries(state.filters).filter(([name]) => !ignored.includes(name)),
  );
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ tenant, id }) => `/console/tenants/${tenant.slug}/invoices/${id}`}
      state={state}
      total={total}
      pageSize={pageSize}
      searchLabel={t("search")}
      filters={filters}
      ignoredFilters={ignored}
      tools={<AmountFilter state={state} />}
      csvHref={`/console/invoices.csv${writeTableState({ ...state, filters: obeyed, page: 1 })}`}
      empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
    />
  );
}
