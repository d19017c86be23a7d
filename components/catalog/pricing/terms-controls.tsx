"use client";

import { useLocale, useTranslations } from "next-intl";
import { useFieldErrors } from "@/components/patterns/action-form";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { TextInput } from "@/components/ui/text-input";
import { typedDecimal } from "@/lib/domain/money/major-units";
import { type CatalogTax, taxConflicts } from "@/lib/domain/tax/chosen-taxes";
import { formatNumber } from "@/lib/i18n/format";
import { type ChosenDiscount, type EstimateChoice, isDiscount } from "./estimate-link";

type Terms = Pick<EstimateChoice, "discount" | "taxKeys">;
type Props = Terms & {
  taxes: readonly CatalogTax[];
  currency: string;
  onChange: (terms: Terms) => void;
};

/** The discount and the taxes of an estimate, for those who make quotes. */
export function TermsControls({ discount, taxKeys, taxes, currency, onChange }: Props) {
  const t = useTranslations("pricing.terms");
  const locale = useLocale();
  // Where the estimate is a part of a form that was refused.
  const refused = useFieldErrors(`discount.value.${discount?.type === "amount" ? "amountMinor" : "percent"}`);
  const setDiscount = (next: ChosenDiscount | null) => onChange({ discount: next, taxKeys });
  return (
    <div className="grid gap-5">
      <div className="grid gap-3">
        <SegmentedControl
          label={t("discount")}
          labelled
          value={discount?.type ?? "none"}
          onValueChange={(type) =>
            setDiscount(type === "none" ? null : { type, value: "", months: discount?.months ?? null })
          }
          options={[
            { value: "none", label: t("none") },
            { value: "percent", label: t("percent") },
            { value: "amount", label: t("amount") },
          ]}
        />
        {discount && (
          <div className="grid grid-cols-2 gap-3">
            <Field
              label={t(discount.type === "percent" ? "percentLabel" : "amountLabel", { currency })}
              error={
                isDiscount(discount)
                  ? undefined
                  : discount.value === ""
                    ? refused
                    : t(`wrong.${discount.type}`)
              }
            >
              <TextInput
                inputMode="decimal"
                autoComplete="off"
                className="figures text-right"
                value={discount.value}
                onValueChange={(text) => setDiscount({ ...discount, value: typedDecimal(text) })}
              />
            </Field>
            <Field label={t("months")} hint={t("monthsHint")}>
              <TextInput
                inputMode="numeric"
                autoComplete="off"
                className="figures text-right"
                value={discount.months === null ? "" : String(discount.months)}
                onValueChange={(text) => setDiscount({ ...discount, months: monthsOf(text) })}
              />
            </Field>
          </div>
        )}
      </div>
      {taxes.length > 0 && (
        <fieldset className="grid gap-3">
          <legend className="mb-2 font-medium">{t("taxes")}</legend>
          {taxes.map((tax) => (
            <Switch
              key={tax.key}
              label={t("tax", { name: tax.name[locale], percent: `${formatNumber(tax.percent, locale)}%` })}
              hint={t(tax.inclusive ? "inclusive" : "exclusive")}
              checked={taxKeys.includes(tax.key)}
              onCheckedChange={(checked) =>
                onChange({
                  discount,
                  taxKeys: checked ? [...taxKeys, tax.key] : taxKeys.filter((key) => key !== tax.key),
                })
              }
            />
          ))}
          {taxConflicts(taxes.filter(({ key }) => taxKeys.includes(key))).map(({ tax, other }) => (
            <p key={tax.key} role="alert" className="text-bad text-sm">
              {t("taxConflict", { name: other.name[locale], other: tax.name[locale] })}
            </p>
          ))}
        </fieldset>
      )}
    </div>
  );
}

function monthsOf(text: string): number | null {
  const digits = text.normalize("NFKC").replace(/\D/g, "").slice(0, 3);
  return Number(digits) > 0 ? Number(digits) : null;
}
