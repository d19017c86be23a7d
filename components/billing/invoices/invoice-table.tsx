"use client";

import { useTranslations } from "next-intl";
import { PlainRows } from "@/components/patterns/data-table/plain-rows";
import type { Column } from "@/components/patterns/data-table/table-types";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import { TextLink } from "@/components/ui/text-link";
import type { TenantInvoice } from "@/lib/features/billing/invoices/tenant-invoice-rows";
import { InvoiceLinks } from "./invoice-links";
import { InvoiceStateChip } from "./invoice-state-chip";

type InvoiceTableProps = {
  invoices: readonly TenantInvoice[];
  timeZone: string;
  slug: string;
  href: string;
};

/** One page of invoices; cards on a phone. They come in order, so nothing here sorts. */
export function InvoiceTable({ invoices, timeZone, slug, href }: InvoiceTableProps) {
  const t = useTranslations("invoices");
  const date = (at: string | null) =>
    at ? <DateText at={at} timeZone={timeZone} className="figures whitespace-nowrap" /> : "–";
  const columns: Column<TenantInvoice>[] = [
    {
      id: "number",
      header: t("columns.number"),
      cell: ({ id, number }) => (
        <TextLink href={`${href}/${id}`} className="figures">
          {number ?? t("noNumber")}
        </TextLink>
      ),
    },
    {
      id: "status",
      header: t("columns.status"),
      cell: ({ state }) => <InvoiceStateChip state={state} />,
    },
    { id: "date", header: t("columns.date"), cell: ({ issuedAt }) => date(issuedAt) },
    { id: "due", header: t("columns.due"), cell: ({ dueAt }) => date(dueAt) },
    {
      id: "total",
      header: t("columns.total"),
      numeric: true,
      cell: ({ totalMinor, creditedMinor, currency }) => (
        <>
          <Money minor={totalMinor} currency={currency} />
          <Besides label={t("credited")} minor={creditedMinor} currency={currency} />
        </>
      ),
    },
    { id: "paid", header: t("columns.paid"), numeric: true, cell: (row) => <Paid invoice={row} /> },
    {
      id: "open",
      header: t("columns.open"),
      bareOnPhone: true,
      cell: (row) => <InvoiceLinks invoice={row} slug={slug} />,
    },
  ];
  return <PlainRows caption={t("title")} columns={columns} rows={invoices} rowKey={({ id }) => id} />;
}

/** What was paid, and what became of it: refunds, disputes, and what was given up. */
function Paid({ invoice }: { invoice: TenantInvoice }) {
  const t = useTranslations("invoices");
  const { paidMinor, refundedMinor, lostMinor, writtenOff, currency } = invoice;
  return (
    <>
      <Money minor={paidMinor} currency={currency} />
      <Besides label={t("refunded")} minor={refundedMinor} currency={currency} />
      <Besides label={t("lost")} minor={lostMinor} currency={currency} />
      {writtenOff?.isPaid ? (
        <span className="block text-ink-quiet text-sm">{t("paidAfterWriteOff")}</span>
      ) : (
        <Besides label={t("writtenOff")} minor={writtenOff?.amountMinor ?? "0"} currency={currency} />
      )}
    </>
  );
}

function Besides({ label, minor, currency }: { label: string; minor: string; currency: string }) {
  if (minor === "0") return null;
  return (
    <span className="block text-ink-quiet text-sm">
      {label} <Money minor={minor} currency={currency} />
    </span>
  );
}
