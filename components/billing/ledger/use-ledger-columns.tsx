"use client";

import { useTranslations } from "next-intl";
import { InvoiceStateChip } from "@/components/billing/invoices/invoice-state-chip";
import type { Column } from "@/components/patterns/data-table/table-types";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import type { LedgerEntry } from "@/lib/features/billing/ledger/ledger-entry";
import { DifferenceWords } from "./difference-words";

/** An entry's columns: what it is, the five amounts, and why they differ. */
export function useLedgerColumns(): Column<LedgerEntry>[] {
  const t = useTranslations("ledger");
  const words = useTranslations("invoices");
  const money = (id: "promised" | "invoiced" | "credited" | "paid" | "refunded"): Column<LedgerEntry> => ({
    id,
    header: t(`columns.${id}`),
    numeric: true,
    cell: (row) => {
      const minor = row[`${id}Minor`];
      return minor === null || minor === "0" ? "–" : <Money minor={minor} currency={row.currency} />;
    },
  });
  return [
    {
      id: "what",
      header: t("columns.what"),
      cell: ({ kind, invoice }) => (
        <>
          {t(`kinds.${kind ?? "manual"}`)}
          {invoice && (
            <span className="figures block text-ink-quiet text-sm">
              {invoice.number ?? words("noNumber")} <InvoiceStateChip state={invoice.status} />
            </span>
          )}
        </>
      ),
    },
    {
      id: "date",
      header: t("columns.date"),
      cell: ({ at, tenant }) => (
        <DateText at={at} timeZone={tenant.timeZone} className="figures whitespace-nowrap" />
      ),
    },
    money("promised"),
    money("invoiced"),
    money("credited"),
    money("paid"),
    money("refunded"),
    { id: "why", header: t("columns.why"), cell: (row) => <DifferenceWords {...row} /> },
  ];
}

export const ledgerKey = ({ invoice, chargeId }: LedgerEntry): string => invoice?.id ?? chargeId ?? "";
