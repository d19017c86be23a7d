"use client";

import { useLocale, useTranslations } from "next-intl";
import { PromiseLines } from "@/components/license/promise-table";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import type { TenantInvoiceDetail } from "@/lib/features/billing/invoices/read-tenant-invoice";
import { taxTreatmentText } from "@/lib/i18n/promise/tax-treatment-text";
import type { PrintedLine } from "@/lib/stripe/printed-lines";
import { InvoiceSums } from "./invoice-sums";

type InvoiceLineTableProps = { invoice: TenantInvoiceDetail; timeZone: string };

/** What an invoice bills, line by line, its taxes by rate, and what became of its total. */
export function InvoiceLineTable({ invoice, timeZone }: InvoiceLineTableProps) {
  const t = useTranslations("invoices.one");
  const locale = useLocale();
  const { lines, currency } = invoice;
  const withoutTax = lines.from === "promise" ? taxTreatmentText(lines, currency, locale) : null;
  return (
    <>
      <Table>
        <caption className="sr-only">{t("lines")}</caption>
        <thead>
          <tr>
            <Th>{t("item")}</Th>
            <Th numeric>{t("amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {lines.from === "promise" && <PromiseLines lines={lines.lines} currency={currency} />}
          {lines.from === "stripe" && (
            <PrintedLines lines={lines.lines} currency={currency} timeZone={timeZone} />
          )}
          <InvoiceSums invoice={invoice} />
        </tbody>
      </Table>
      {withoutTax && <p className="mt-3 text-ink-soft text-sm">{withoutTax}</p>}
    </>
  );
}

type PrintedLinesProps = { lines: readonly PrintedLine[]; currency: string; timeZone: string };

function PrintedLines({ lines, currency, timeZone }: PrintedLinesProps) {
  const t = useTranslations("invoices.one");
  return lines.map(({ text, quantity, from, until, amountMinor }, index) => (
    // Lines keep their order, and two of them may be equal.
    // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity
    <tr key={index}>
      <Td className="[overflow-wrap:anywhere]">
        {text}
        {quantity && (
          <span className="figures block text-ink-quiet text-sm">{t("quantity", { quantity })}</span>
        )}
        {from !== until && (
          <span className="figures block text-ink-quiet text-sm">
            <DateText at={from} timeZone={timeZone} edge="start" /> –{" "}
            <DateText at={until} timeZone={timeZone} edge="end" />
          </span>
        )}
      </Td>
      <Td numeric>
        <Money minor={amountMinor} currency={currency} />
      </Td>
    </tr>
  ));
}
