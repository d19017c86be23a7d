import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { Card } from "@/components/ui/card";
import { TextInput } from "@/components/ui/text-input";
import { negotiablePrices } from "@/lib/domain/quote/negotiated";
import type { PricedPlan } from "@/lib/features/estimates/prices-on-sale";
import { formatUnitPrice } from "@/lib/i18n/format";
import type { QuoteChoice } from "./quote-choice";

type Props = { plan: PricedPlan; choice: QuoteChoice; onChange: (part: Partial<QuoteChoice>) => void };

/** Prices for this customer alone, each with the catalog's beside it, and why. */
export function NegotiatedFields({ plan, choice, onChange }: Props) {
  const t = useTranslations("quotes.editor");
  const locale = useLocale();
  const { currency } = plan.definition;
  const prices = negotiablePrices(plan.definition, choice.interval);
  if (prices.length === 0) return null;
  const isNegotiated = Object.values(choice.prices).some((typed) => typed.trim() !== "");
  return (
    <Card title={t("negotiated")} description={t("negotiatedHint")}>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        {prices.map(({ component, name, kind, amountMinor }) => (
          <FormField
            key={component}
            name={`prices.${component}`}
            label={t(`price.${kind}`, { name: name[locale], currency })}
            hint={t("catalogPrice", { price: formatUnitPrice(amountMinor, currency, locale) })}
            optional
          >
            <TextInput
              inputMode="decimal"
              autoComplete="off"
              className="figures text-right"
              value={choice.prices[component] ?? ""}
              onValueChange={(typed) => onChange({ prices: { ...choice.prices, [component]: typed } })}
            />
          </FormField>
        ))}
        {isNegotiated && (
          <FormField name="priceReason" label={t("reason")} hint={t("reasonHint")} className="sm:col-span-2">
            <TextInput
              autoComplete="off"
              maxLength={500}
              value={choice.priceReason}
              onValueChange={(priceReason) => onChange({ priceReason })}
            />
          </FormField>
        )}
      </div>
    </Card>
  );
}
