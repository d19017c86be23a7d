import { useLocale, useTranslations } from "next-intl";
import { useTermsWords } from "@/components/catalog/pricing/terms-note";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Banner } from "@/components/ui/banner";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { TextLink } from "@/components/ui/text-link";
import type { ContractView } from "@/lib/features/license/contracts/terms/contract-view";
import { formatMoney, formatNumber } from "@/lib/i18n/format";
import { paymentTermsText } from "@/lib/i18n/payment-terms-text";
import { type AgreedText, agreedTexts } from "@/lib/i18n/pricing/agreed-text";

/** What was agreed, in words. */
export function ContractFacts({ contract, timeZone }: { contract: ContractView; timeZone: string }) {
  const t = useTranslations("contracts");
  const terms = useTranslations("contractTerms");
  const locale = useLocale();
  const words = useTermsWords({
    discounts: contract.discount ? [contract.discount] : [],
    taxes: contract.taxes,
  });
  const agreed = agreedTexts(contract.agreed, contract.currency, locale);
  const list = new Intl.ListFormat(locale, { type: "unit" });
  const { invoicing, quantities } = contract;
  const amount = formatMoney(contract.fixedMinor, contract.currency, locale);
  const addons = contract.addons.map(({ name, chosen }) => {
    const what = typeof chosen === "string" ? chosen : chosen?.[locale];
    return what ? `${name[locale]} (${what})` : name[locale];
  });
  return (
    <>
      {invoicing.problem && (
        <Banner tone="danger" title={t("stripeProblem")} className="mb-5">
          {t("stripeProblemHint", { reason: invoicing.problem })}
        </Banner>
      )}
      <KeyValueList>
        <KeyValue label={t("plan")}>
          {t("planVersion", { plan: contract.planName[locale], version: contract.version })}{" "}
          {contract.isNegotiated && <Chip tone="info">{t("negotiated")}</Chip>}
        </KeyValue>
        {agreed.length > 0 && (
          <KeyValue label={t("agreedOtherwise")}>
            <AgreedList facts={agreed} />
          </KeyValue>
        )}
        {contract.reason && <KeyValue label={t("reason")}>{contract.reason}</KeyValue>}
        <KeyValue label={t("fixed")} figures>
          {t(`per.${contract.interval}`, { amount })}
          {contract.invoicedMinor !== contract.fixedMinor && (
            <span className="block text-ink-quiet text-sm">
              {terms(`invoiced.${contract.interval}`, {
                amount: formatMoney(contract.invoicedMinor, contract.currency, locale),
              })}
            </span>
          )}
        </KeyValue>
        {words.discounts.map((discount) => (
          <KeyValue key={discount} label={terms("discount")} figures>
            {discount}
          </KeyValue>
        ))}
        {words.taxes.length > 0 && (
          <KeyValue label={terms("tax")} figures>
            {list.format(words.taxes)}
          </KeyValue>
        )}
        {quantities.seats > 0 && (
          <KeyValue label={t("seats")} figures>
            {formatNumber(quantities.seats, locale)}
          </KeyValue>
        )}
        {addons.length > 0 && <KeyValue label={t("addons")}>{list.format(addons)}</KeyValue>}
        <KeyValue label={t("period")} figures>
          <DateText at={contract.startsAt} timeZone={timeZone} /> –{" "}
          {contract.endsAt ? (
            <DateText at={contract.endsAt} timeZone={timeZone} edge="end" />
          ) : (
            t("openEnded")
          )}
          {contract.endsAt && (
            <span className="block text-ink-quiet text-sm">{t(`atEnd.${contract.atEnd}`)}</span>
          )}
        </KeyValue>
        <KeyValue label={t("invoicing")}>
          {invoicing.by !== "choba"
            ? t("byDashboard")
            : invoicing.daysUntilDue === null
              ? t("byCard")
              : invoicing.terms
                ? t("byChobaWithTerms", { terms: paymentTermsText(invoicing.terms, locale) })
                : t("byChoba", { days: invoicing.daysUntilDue })}
          {invoicing.dashboard && (
            <span className="block">
              <TextLink external href={invoicing.dashboard.url} target="_blank" rel="noopener noreferrer">
                {t(`atStripe.${invoicing.dashboard.of}`)}
              </TextLink>
            </span>
          )}
        </KeyValue>
        {contract.agreedBy && (
          <KeyValue label={t("agreed")}>
            {contract.agreedBy} · <DateText at={contract.agreedAt} timeZone={timeZone} format="dateTime" />
          </KeyValue>
        )}
      </KeyValueList>
    </>
  );
}

/** Price by price what was negotiated, beside what is published. */
function AgreedList({ facts }: { facts: readonly AgreedText[] }) {
  return (
    <ul className="grid gap-1">
      {facts.map(({ label, value }) => (
        <li key={label}>
          <span className="text-ink-soft">{label}</span> <span className="figures">{value}</span>
        </li>
      ))}
    </ul>
  );
}
