import { useLocale, useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { QuoteView } from "@/lib/features/quotes/read";
import { formatUnitPrice } from "@/lib/i18n/format";

/** What the desk knows of a quote beside its paper. */
export function DeskDetails({ quote }: { quote: QuoteView }) {
  const t = useTranslations("quotes.quote");
  const locale = useLocale();
  const { desk, document, payer, replaces, tenant } = quote;
  if (!desk) return null;
  const nameOf = (key: string) =>
    desk.definition.components.find((component) => component.key === key)?.name[locale] ?? key;
  return (
    <Card title={t("details")}>
      <KeyValueList>
        {desk.publicAddress && (
          <KeyValue label={t("publicLink")} copy={desk.publicAddress}>
            <TextLink href={desk.publicAddress}>/q/…</TextLink>
            <span className="block text-ink-quiet text-sm">{t("publicLinkHint")}</span>
          </KeyValue>
        )}
        <KeyValue label={t("payer")}>
          {payer.name}
          <span className="block text-ink-quiet text-sm">{payer.email}</span>
        </KeyValue>
        <KeyValue label={t("invoicing")}>{t(`invoicedBy.${document.invoicing.by}`)}</KeyValue>
        {desk.negotiated && (
          <KeyValue label={t("negotiated")} figures>
            {Object.entries(desk.negotiated.prices).map(([key, minor]) => (
              <span key={key} className="block">
                {nameOf(key)}: {formatUnitPrice(minor, document.currency, locale)}
              </span>
            ))}
            <span className="block text-ink-quiet text-sm">{desk.negotiated.reason}</span>
          </KeyValue>
        )}
        {replaces && (
          <KeyValue label={t("replacesDraft")}>
            <TextLink href={`/console/tenants/${tenant.slug}/quotes/${replaces.id}`}>
              {t("replaces", { number: replaces.number ?? "" })}
            </TextLink>
          </KeyValue>
        )}
        <KeyValue label={t("by")}>{quote.createdByName}</KeyValue>
      </KeyValueList>
    </Card>
  );
}
