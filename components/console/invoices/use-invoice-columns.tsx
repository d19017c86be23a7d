"use client";

import { useLocale, useTranslations } from "next-intl";
import { InvoiceStateChip } from "@/components/billing/invoices/invoice-state-chip";
import type { Column } from "@/components/patterns/data-table/table-types";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import type { InvoiceRow } from "@/lib/features/console/invoice-list/read-rows";
import { formatNumber } from "@/lib/i18n/format";

/** The columns of the invoice list. Those that few readers need are hidden at first. */
export function useInvoiceColumns(): Column<InvoiceRow>[] {
  const t = useTranslations("invoiceList");
  const locale = useLocale();
  const quiet = (text: string) => <span className="text-ink-quiet">{text}</span>;
  const optional = { hideable: true, hiddenAtFirst: true };
  const date = (at: string | null, { tenant }: InvoiceRow) =>
    at ? <DateText at={at} timeZone={tenant.timeZone} className="figures whitespace-nowrap" /> : quiet("–");
  const money = (id: "total" | "open" | "paid" | "credited", more: Partial<Column<InvoiceRow>> = {}) => ({
    id: id === "open" ? "remaining" : id,
    header: t(`columns.${id}`),
    numeric: true,
    cell: (row: InvoiceRow) => {
      const minor = row[`${id}Minor`];
      return minor === "0" && id !== "total" ? quiet("–") : <Money minor={minor} currency={row.currency} />;
    },
    ...more,
  });
  return [
    {
      id: "number",
      header: t("columns.number"),
      cell: ({ number }) => (number ? <span className="figures">{number}</span> : quiet(t("noNumber"))),
    },
    { id: "tenant", header: t("columns.tenant"), sortable: true, cell: ({ tenant }) => tenant.name },
    {
      id: "state",
      header: t("columns.state"),
      cell: ({ state, daysLate }) => (
        <>
          <InvoiceStateChip state={state} />
          {daysLate !== null && (
            <span className="figures block whitespace-nowrap text-ink-quiet text-sm">
              {t("late", { days: daysLate })}
            </span>
          )}
        </>
      ),
    },
    { id: "date", header: t("columns.date"), sortable: true, cell: (row) => date(row.issuedAt, row) },
    {
      id: "due",
      header: t("columns.due"),
      sortable: true,
      hideable: true,
      cell: (row) => (row.dueAt ? date(row.dueAt, row) : quiet(t(row.isSent ? "sent" : "card"))),
    },
    money("total", { sortable: true }),
    money("open", { sortable: true }),
    {
      id: "next",
      header: t("columns.next"),
      hideable: true,
      cell: (row) => (row.nextAttemptAt ? date(row.nextAttemptAt, row) : quiet("–")),
    },
    money("paid", optional),
    money("credited", optional),
    { id: "paidAt", header: t("columns.paidAt"), ...optional, cell: (row) => date(row.paidAt, row) },
    {
      id: "attempts",
      header: t("columns.attempts"),
      numeric: true,
      ...optional,
      cell: ({ attempts }) => formatNumber(attempts, locale),
    },
    {
      id: "rep",
      header: t("columns.rep"),
      ...optional,
      cell: ({ rep }) => rep ?? quiet(t("noRep")),
    },
  ];
}
