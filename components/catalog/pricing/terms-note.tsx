import { useLocale, useTranslations } from "next-intl";
import type { PricingTerms } from "@/lib/domain/pricing/terms";
import { formatMoney, formatNumber } from "@/lib/i18n/format";

type Terms = Pick<PricingTerms, "discounts" | "taxes">;

/** Discounts and taxes as people say them: "10% off for 3 months", "Consumption tax (10%)". */
export function useTermsWords({ discounts, taxes }: Terms): { discounts: string[]; taxes: string[] } {
  const t = useTranslations("pricing.terms");
  const locale = useLocale();
  const percent = (text: string) => `${formatNumber(text, locale)}%`;
  return {
    discounts: discounts.map(({ value, months }) => {
      const off =
        value.type === "percent"
          ? percent(value.percent)
          : formatMoney(value.amountMinor, value.currency, locale);
      return months === null ? t("off", { off }) : t("offMonths", { off, months });
    }),
    taxes: taxes.map(({ name, percent: rate }) => t("tax", { name: name[locale], percent: percent(rate) })),
  };
}

/** The discount and the taxes that somebody else has put into the estimate. */
export function TermsNote(terms: Terms) {
  const words = useTermsWords(terms);
  return (
    <ul className="list-disc pl-5">
      {[...words.discounts, ...words.taxes].map((line) => (
        <li key={line} className="figures">
          {line}
        </li>
      ))}
    </ul>
  );
}
