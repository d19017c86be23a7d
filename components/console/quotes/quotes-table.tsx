"use client";

import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column, Filter } from "@/components/patterns/data-table/table-types";
import { EmptyState } from "@/components/ui/empty-state";
import type { QuoteFilter, QuoteRow } from "@/lib/features/console/quotes/overview/list-quotes";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import { QuoteStateChip } from "./quote-state-chip";

/** Where a row leads and who looks: all tenants' quotes, one tenant's for staff, or the customer's own. */
export type QuotesReader = "console" | "tenant" | "customer";

type Props = {
  rows: readonly QuoteRow[];
  state: TableState;
  total: number;
  pageSize: number;
  reader: QuotesReader;
};

const states = ["draft", "open", "accepted", "expired", "closed"] as const satisfies QuoteFilter[];

export function QuotesTable({ rows, state, total, pageSize, reader }: Props) {
  const t = useTranslations("quotes");
  const locale = useLocale();
  const columns: Column<QuoteRow>[] = [
    {
      id: "number",
      header: t("columns.number"),
      cell: ({ number, revises }) => (
        <>
          {number ? (
            <span className="figures whitespace-nowrap">{number}</span>
          ) : (
            <span className="whitespace-nowrap text-ink-quiet">{t("noNumber")}</span>
          )}
          {revises && (
            <span className="figures block whitespace-nowrap text-ink-quiet text-sm">
              {t("revisions.revises", { number: revises })}
            </span>
          )}
        </>
      ),
    },
    ...(reader === "console"
      ? [{ id: "tenant", header: t("columns.tenant"), cell: ({ tenant }: QuoteRow) => tenant.name }]
      : []),
    {
      id: "subject",
      header: t("columns.subject"),
      cell: ({ subject }) => <span className="block md:min-w-52">{subject}</span>,
    },
    {
      id: "state",
      header: t("columns.state"),
      cell: ({ state: is }) => <QuoteStateChip state={is} />,
    },
    {
      id: "total",
      header: t("columns.total"),
      numeric: true,
      cell: ({ totalMinor, currency, interval }) =>
        t(`perInterval.${interval}`, { amount: formatMoney(totalMinor, currency, locale) }),
    },
    {
      id: "validUntil",
      header: t("columns.validUntil"),
      hideable: true,
      cell: ({ validUntil }) => (
        <span className="figures whitespace-nowrap">
          {formatDate(`${validUntil}T00:00:00Z`, "UTC", locale)}
        </span>
      ),
    },
    ...(reader === "customer"
      ? []
      : [
          {
            id: "by",
            header: t("columns.by"),
            hideable: true,
            cell: ({ createdByName }: QuoteRow) => <span className="whitespace-nowrap">{createdByName}</span>,
          },
        ]),
  ];
  const filters: Filter[] = [
    ...(reader === "console"
      ? [{ name: "whose", label: t("filters.whose"), options: [{ value: "mine", label: t("filters.mine") }] }]
      : []),
    ...(reader === "customer"
      ? []
      : [
          {
            name: "state",
            label: t("filters.state"),
            options: states.map((value) => ({ value, label: t(`filters.${value}`) })),
          },
        ]),
  ];
  const isCustomer = reader === "customer";
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={({ id, tenant }) =>
        isCustomer ? `/t/${tenant.slug}/quotes/${id}` : `/console/tenants/${tenant.slug}/quotes/${id}`
      }
      state={state}
      total={total}
      pageSize={pageSize}
      filters={filters}
      searchLabel={t(reader === "console" ? "search" : "searchOwn")}
      empty={
        <EmptyState title={t(isCustomer ? "emptyCustomer" : "empty")}>
          {t(isCustomer ? "emptyCustomerHint" : "emptyHint")}
        </EmptyState>
      }
    />
  );
}
