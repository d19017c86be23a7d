import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { TenantInvoices } from "@/lib/features/billing/invoices/list-tenant-invoices";
import { InvoiceTable } from "./invoice-table";
import { StripeSilent } from "./stripe-silent";

/** The invoices of a tenant with their states, and the way to older ones. */
export function InvoiceCard({
  list,
  timeZone,
  href,
}: {
  list: TenantInvoices;
  timeZone: string;
  href: string;
}) {
  const t = useTranslations("invoices");
  return (
    <Card title={t("list")} description={t("lead")} flush>
      {list.state === "unreachable" ? (
        <StripeSilent />
      ) : list.invoices.length === 0 ? (
        <EmptyState icon={<FileText />} title={t(list.state === "none" ? "noAccount" : "empty")}>
          {t(list.state === "none" ? "noAccountHint" : "emptyHint")}
        </EmptyState>
      ) : (
        <InvoiceTable invoices={list.invoices} timeZone={timeZone} readAt={list.readAt} />
      )}
      {(list.newer || list.older) && (
        <nav aria-label={t("pages")} className="flex justify-end gap-2 border-t px-5 py-3 sm:px-6">
          {list.newer && (
            <LinkButton size="sm" href={`${href}?before=${list.newer}`}>
              {t("newer")}
            </LinkButton>
          )}
          {list.older && (
            <LinkButton size="sm" href={`${href}?after=${list.older}`}>
              {t("older")}
            </LinkButton>
          )}
        </nav>
      )}
    </Card>
  );
}
