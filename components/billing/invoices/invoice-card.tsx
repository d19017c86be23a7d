import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { TenantInvoices } from "@/lib/features/billing/invoices/list-tenant-invoices";
import { InvoiceTable } from "./invoice-table";

type InvoiceCardProps = {
  list: TenantInvoices;
  timeZone: string;
  slug: string;
  /** The page that shows them, below which each invoice has its own. */
  href: string;
};

/** The invoices of a tenant with their states, and the way to older ones. */
export function InvoiceCard({ list, timeZone, slug, href }: InvoiceCardProps) {
  const t = useTranslations("invoices");
  const { invoices, total, page, pageSize } = list;
  const before = (page - 1) * pageSize;
  const pageHref = (to: number) => (to === 1 ? href : `${href}?page=${to}`);
  return (
    <Card title={t("list")} description={t("lead")} flush>
      {invoices.length === 0 ? (
        <EmptyState icon={<FileText />} title={t("empty")}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <InvoiceTable invoices={invoices} timeZone={timeZone} slug={slug} href={href} />
      )}
      {total > pageSize && (
        <div className="border-t px-5 py-3 sm:px-6">
          <Pagination
            from={invoices.length === 0 ? 0 : before + 1}
            to={before + invoices.length}
            total={total}
            previousHref={page > 1 ? pageHref(page - 1) : undefined}
            nextHref={before + invoices.length < total ? pageHref(page + 1) : undefined}
          />
        </div>
      )}
    </Card>
  );
}
