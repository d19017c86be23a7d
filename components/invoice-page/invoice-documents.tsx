import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { TextLink } from "@/components/ui/text-link";
import type { TenantInvoice } from "@/lib/features/billing/invoices/tenant-invoice-rows";
import { formatDate } from "@/lib/i18n/format";

/** What was printed of an invoice: itself, its receipt, and what was given back of it. */
export function InvoiceDocuments({ invoice, slug }: { invoice: TenantInvoice; slug: string }) {
  const t = useTranslations("invoices.one");
  const archive = useTranslations("documentArchive");
  const locale = useLocale();
  const { documents, currency } = invoice;
  return (
    <Card title={t("documents")} description={t("documentsLead")}>
      {documents.length === 0 && <p className="text-ink-soft">{t("noDocuments")}</p>}
      <ul className="-my-2 divide-y">
        {documents.map(({ id, kind, state, number, issuedOn, amountMinor }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2">
            <span>
              {archive(`kinds.${kind}`)}{" "}
              {state === "kept" ? (
                <TextLink
                  href={`/t/${slug}/documents/${id}`}
                  external
                  download
                  className="figures"
                  aria-label={t("download", { kind: archive(`kinds.${kind}`), number })}
                >
                  {number}
                </TextLink>
              ) : (
                <span className="figures">
                  {number} <span className="text-ink-quiet text-sm">{archive(`states.${state}`)}</span>
                </span>
              )}
            </span>
            <span className="figures text-ink-quiet text-sm">
              {formatDate(`${issuedOn}T00:00:00Z`, "UTC", locale)} ·{" "}
              <Money minor={amountMinor} currency={currency} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
