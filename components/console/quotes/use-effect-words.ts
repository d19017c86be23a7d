import { useLocale, useTranslations } from "next-intl";
import { thawEstimate } from "@/lib/domain/quote/frozen";
import type { QuoteDocument } from "@/lib/domain/quote/quote-document";
import { formatMoney } from "@/lib/i18n/format";
import { dayText } from "@/lib/i18n/quotes/quote-text";

/** What accepting a quote does, in sentences of the reader's language, and what is paid. */
export function useEffectWords() {
  const t = useTranslations("quotes");
  const locale = useLocale();
  return ({
    document,
    tenantName,
    today,
  }: {
    document: QuoteDocument;
    tenantName: string;
    today: string;
  }) => {
    const { period, interval, currency, invoicing } = document;
    const { yearly, monthly } = thawEstimate(document.estimate);
    const total = formatMoney((yearly ?? monthly).totalMinor, currency, locale);
    const amount = t(`perInterval.${interval}`, { amount: total });
    const values = {
      start: dayText(period.startsOn, locale),
      end: dayText(period.endsOn, locale),
      tenant: tenantName,
      plan: document.planName[locale],
    };
    const sentences = [
      t(period.startsOn > today ? "effect.later" : "effect.now", values),
      t(`effect.${period.atEnd}`),
      t("effect.paid", { amount }),
      // The first invoice has another amount than the quoted month.
      ...(interval === "month" && invoicing.by === "choba" ? [t("effect.firstMonth")] : []),
    ];
    return { amount, sentences };
  };
}
