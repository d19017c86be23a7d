import { useLocale, useTranslations } from "next-intl";
import type { PricingTerms } from "@/lib/domain/pricing/terms";
import { formatMoney, formatNumber } from "@/lib/i18n/format";

/** The discount and the taxes that somebody else has put into the estimate. */
export function TermsNote({ discounts, taxes }: PricingTerms) {
  const t = useTranslations("pricing.terms");
  const locale = useLocale();
  const percent = (text: string) => `${formatNumber(text, locale)}%`;
  const said = [
    ...discounts.map(({ value, months }) => {
      const off =
        value.type === "percent"
          ? percent(value.percent)
          : formatMoney(value.amountMinor, value.currency, locale);
      return months === null ? t("off", { off }) : t("offMonths", { off, months });
    }),
    ...taxes.map(({ name, percent: rate }) => t("tax", { name: name[locale], percent: percent(rate) })),
  ];
  return (
    <ul className="list-disc pl-5">
      {said.map((line) => (
        <li key={line} className="figures">
          {line}
        </li>
      ))}
    </ul>
  );
}
