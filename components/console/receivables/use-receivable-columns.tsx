"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Column } from "@/components/patterns/data-table/table-types";
import { UndeliveredNote } from "@/components/patterns/undelivered-note";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import type { ReceivableRow } from "@/lib/features/console/receivables/read-receivable-rows";
import { formatMoney } from "@/lib/i18n/format";
import { type RemindAction, RemindButton } from "./remind-button";
import { type WriteOffAction, WriteOffSheet } from "./write-off-sheet";

/** So many of a tenant's invoices are named in its row; the rest are counted. */
const namedInvoices = 3;

export type ReceivableActions = { remindPayer: RemindAction; writeOffDebt: WriteOffAction };

export function useReceivableColumns({
  remindPayer,
  writeOffDebt,
}: ReceivableActions): Column<ReceivableRow>[] {
  const t = useTranslations("receivables");
  const locale = useLocale();
  const quiet = (text: string) => <span className="text-ink-quiet">{text}</span>;
  const date = (at: string, { tenant }: ReceivableRow) => (
    <DateText at={at} timeZone={tenant.timeZone} className="figures whitespace-nowrap" />
  );
  return [
    { id: "tenant", header: t("columns.tenant"), cell: ({ tenant }) => tenant.name },
    { id: "owed", header: t("columns.owed"), numeric: true, cell: (row) => <Owed row={row} /> },
    {
      id: "since",
      header: t("columns.since"),
      numeric: true,
      cell: ({ daysLate }) =>
        daysLate === null ? (
          quiet(t("notDue"))
        ) : (
          <span className="font-medium">{t("late", { days: daysLate })}</span>
        ),
    },
    { id: "invoices", header: t("columns.invoices"), cell: (row) => <Invoices row={row} /> },
    {
      id: "next",
      header: t("columns.next"),
      cell: (row) => {
        const attempts = Math.max(...row.invoices.map((each) => each.attempts));
        return (
          <>
            {row.nextAttemptAt ? date(row.nextAttemptAt, row) : quiet(t("noNext"))}
            {attempts > 0 && (
              <span className="figures block whitespace-nowrap text-ink-quiet text-sm">
                {t("attempts", { count: attempts })}
              </span>
            )}
          </>
        );
      },
    },
    {
      id: "license",
      header: t("columns.license"),
      hideable: true,
      cell: ({ license, planName }) =>
        license === "paid" ? (
          planName[locale]
        ) : (
          <Chip tone={license === "suspended" ? "bad" : "warn"}>{t(`licenses.${license}`)}</Chip>
        ),
    },
    { id: "rep", header: t("columns.rep"), hideable: true, cell: ({ rep }) => rep ?? quiet(t("noRep")) },
    {
      id: "reminded",
      header: t("columns.reminded"),
      hideable: true,
      cell: (row) => (
        <>
          {row.lastRemindedAt ? date(row.lastRemindedAt, row) : quiet(t("never"))}
          <UndeliveredNote undelivered={row.undelivered} />
        </>
      ),
    },
    {
      id: "actions",
      header: t("columns.actions"),
      actions: true,
      bareOnPhone: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2">
          {row.mayRemind && <RemindButton row={row} remindPayer={remindPayer} />}
          {row.mayWriteOff && (
            <WriteOffSheet
              tenant={row.tenant}
              currency={row.currency}
              invoices={row.invoices}
              writeOffDebt={writeOffDebt}
            />
          )}
        </span>
      ),
    },
  ];
}

function Owed({ row: { openMinor, overdueMinor, currency } }: { row: ReceivableRow }) {
  const t = useTranslations("receivables");
  const locale = useLocale();
  return (
    <>
      <Money minor={openMinor} currency={currency} className="font-medium" />
      {overdueMinor !== "0" && (
        <span className="block text-ink-quiet text-sm">
          {overdueMinor === openMinor
            ? t("allLate")
            : t("overdue", { amount: formatMoney(overdueMinor, currency, locale) })}
        </span>
      )}
    </>
  );
}

function Invoices({ row: { invoices } }: { row: ReceivableRow }) {
  const t = useTranslations("receivables");
  const more = invoices.length - namedInvoices;
  return (
    <span className="figures text-sm">
      {invoices.slice(0, namedInvoices).map(({ id, number }) => (
        <span key={id} className="block whitespace-nowrap">
          {number ?? id}
        </span>
      ))}
      {more > 0 && <span className="block text-ink-quiet">{t("more", { count: more })}</span>}
    </span>
  );
}
