import { useTranslations } from "next-intl";
import { TextLink } from "@/components/ui/text-link";
import type { TenantInvoice } from "@/lib/features/billing/invoices/tenant-invoice-rows";

type InvoiceLinksProps = { invoice: TenantInvoice; slug: string };

/** Where an invoice is paid, and its files. All addresses are our own, so that they hold for years. */
export function InvoiceLinks({ invoice, slug }: InvoiceLinksProps) {
  const t = useTranslations("invoices");
  const { id, number, page, documents, hasUsage, dashboardUrl } = invoice;
  const pdf = documents.find(({ kind, state }) => kind === "invoice" && state === "kept");
  const base = `/t/${slug}/invoices/${id}`;
  // Only staff have links to Stripe's dashboard, and staff do not pay.
  const pays = page === "pay" && !dashboardUrl;
  const links: [href: string | null, text: string][] = [
    [page && `${base}/pay`, t(pays ? "pay" : "view")],
    [pdf ? `/t/${slug}/documents/${pdf.id}` : null, t("pdf")],
    [hasUsage ? `${base}/usage` : null, t("usageFile")],
    [dashboardUrl, t("inStripe")],
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
              aria-label={t("linkOf", { text, invoice: number ?? id })}
              className="whitespace-nowrap text-sm"
            >
              {text}
            </TextLink>
          ),
      )}
    </span>
  );
}
