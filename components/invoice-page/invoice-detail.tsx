import { useTranslations } from "next-intl";
import { InvoiceLinks } from "@/components/billing/invoices/invoice-links";
import { InvoiceStateChip } from "@/components/billing/invoices/invoice-state-chip";
import { LedgerCard } from "@/components/billing/ledger/ledger-card";
import { PrintButton } from "@/components/patterns/print-button";
import { Card } from "@/components/ui/card";
import type { TenantInvoiceDetail } from "@/lib/features/billing/invoices/read-tenant-invoice";
import { InvoiceDocuments } from "./invoice-documents";
import { InvoiceFacts } from "./invoice-facts";
import { InvoiceLineTable } from "./invoice-line-table";

type InvoiceDetailProps = { invoice: TenantInvoiceDetail; timeZone: string; slug: string };

/** Everything about one invoice: how it stands, what it bills, its documents, and why it is as it is. */
export function InvoiceDetail({ invoice, timeZone, slug }: InvoiceDetailProps) {
  const t = useTranslations("invoices.one");
  const { lines, state } = invoice;
  const lead = {
    promise: t("linesAsPromised"),
    stripe: t("linesFromStripe"),
    nowhere: t("linesNowhere"),
  }[lines.from];
  return (
    <div className="grid gap-5">
      <Card
        title={
          <>
            {t("state")} <InvoiceStateChip state={state} />
          </>
        }
        actions={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1 print:hidden">
            <InvoiceLinks invoice={invoice} slug={slug} />
            <PrintButton>{t("print")}</PrintButton>
          </span>
        }
      >
        <InvoiceFacts invoice={invoice} timeZone={timeZone} />
      </Card>
      <Card title={t("lines")} description={lead} emphasis="lead">
        <InvoiceLineTable invoice={invoice} timeZone={timeZone} />
      </Card>
      <div className="print:hidden">
        <InvoiceDocuments invoice={invoice} slug={slug} />
      </div>
      {invoice.ledger.length > 0 && <LedgerCard entries={invoice.ledger} />}
    </div>
  );
}
