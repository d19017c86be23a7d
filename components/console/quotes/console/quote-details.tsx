import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";

/** What staff know of a quote beside its document. */
export function QuoteDetails({ quote }: { quote: QuoteView }) {
  const t = useTranslations("quotes.quote");
  const { staffOnly, document, payer } = quote;
  if (!staffOnly) return null;
  return (
    <Card title={t("details")}>
      <KeyValueList>
        {staffOnly.publicAddress && (
          <KeyValue label={t("publicLink")} copy={staffOnly.publicAddress}>
            <TextLink href={staffOnly.publicAddress}>/q/…</TextLink>
            <span className="block text-ink-quiet text-sm">{t("publicLinkHint")}</span>
          </KeyValue>
        )}
        <KeyValue label={t("payer")}>
          {payer.name}
          <span className="block text-ink-quiet text-sm">{payer.email}</span>
        </KeyValue>
        <KeyValue label={t("invoicing")}>{t(`invoicedBy.${document.invoicing.by}`)}</KeyValue>
        {staffOnly.negotiated && <KeyValue label={t("negotiated")}>{staffOnly.negotiated.reason}</KeyValue>}
        <KeyValue label={t("by")}>{quote.createdByName}</KeyValue>
      </KeyValueList>
    </Card>
  );
}
