"use client";

import { useTranslations } from "next-intl";
import { PlainRows } from "@/components/patterns/data-table/plain-rows";
import type { Column } from "@/components/patterns/data-table/table-types";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import { TextLink } from "@/components/ui/text-link";
import type { InvoiceState } from "@/lib/domain/invoice-list/invoice-query";
import type { TenantInvoice } from "@/lib/features/billing/invoices/list-tenant-invoices";
import { InvoiceStateChip } from "./invoice-state-chip";

/** One page of invoices; cards on a phone. Ordered by Stripe, so nothing here sorts. */
export function InvoiceTable({
  invoices,
  timeZone,
  readAt,
}: {
  invoices: readonly TenantInvoice[];
  timeZone: string;
  readAt: string;
}) {
  const t = useTranslations("invoices");
  const stateOf = ({ status, dueAt, writtenOff }: TenantInvoice): InvoiceState =>
    writtenOff && (status === "open" || status === "uncollectible")
      ? "written_off"
      : status === "open" && dueAt !== null && dueAt < readAt
        ? "overdue"
        : status;
  const columns: Column<TenantInvoice>[] = [
    { id: "number", header: t("columns.number"), cell: ({ number }) => number ?? t("noNumber") },
    {
      id: "status",
      header: t("columns.status"),
      cell: (row) => <InvoiceStateChip state={stateOf(row)} />,
    },
    {
      id: "date",
      header: t("columns.date"),
      cell: ({ createdAt }) => (
        <DateText at={createdAt} timeZone={timeZone} className="figures whitespace-nowrap" />
      ),
    },
    {
      id: "due",
      header: t("columns.due"),
      cell: ({ dueAt }) =>
        dueAt ? <DateText at={dueAt} timeZone={timeZone} className="figures whitespace-nowrap" /> : "–",
    },
    {
      id: "total",
      header: t("columns.total"),
      numeric: true,
      cell: ({ totalMinor, creditedMinor, currency }) => (
        <>
          <Money minor={totalMinor} currency={currency} />
          {creditedMinor !== "0" && (
            <span className="block text-ink-quiet text-sm">
              {t("credited")} <Money minor={creditedMinor} currency={currency} />
            </span>
          )}
        </>
      ),
    },
    {
      id: "paid",
      header: t("columns.paid"),
      numeric: true,
      cell: ({ paidMinor, currency, writtenOff }) => (
        <>
          <Money minor={paidMinor} currency={currency} />
          {writtenOff && (
            <span className="block text-ink-quiet text-sm">
              {writtenOff.isPaid ? (
                t("paidAfterWriteOff")
              ) : (
                <>
                  {t("writtenOff")} <Money minor={writtenOff.amountMinor} currency={currency} />
                </>
              )}
            </span>
          )}
        </>
      ),
    },
    { id: "open", header: t("columns.open"), bareOnPhone: true, cell: (row) => <Links invoice={row} /> },
  ];
  return <PlainRows caption={t("title")} columns={columns} rows={invoices} rowKey={({ id }) => id} />;
}

function Links({ invoice }: { invoice: TenantInvoice }) {
  const t = useTranslations("invoices");
  const name = invoice.number ?? invoice.id;
  const links: [href: string | null, text: string][] = [
    // Only staff have links to Stripe's dashboard, and staff do not pay.
    [invoice.hostedUrl, t(invoice.status === "open" && !invoice.dashboardUrl ? "pay" : "view")],
    [invoice.pdfUrl, t("pdf")],
    [invoice.usageUrl, t("usageFile")],
    [invoice.dashboardUrl, t("inStripe")],
  ];
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {links.map(
        ([href, text]) =>
          href && (
            <TextLink
              key={text}
              external
              href={href}
              target="_blank"
              rel="noopener noreferrer"
              aria-label={t("linkOf", { text, invoice: name })}
              className="whitespace-nowrap text-sm"
            >
              {text}
            </TextLink>
          ),
      )}
    </span>
  );
}
