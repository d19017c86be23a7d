"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { countryName } from "@/components/payers/billing-details/countries";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import { type TaxCategory, taxCategories } from "@/lib/domain/catalog/component";
import type { Day } from "@/lib/domain/time/day-span";
import type { TaxRateView } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import type { setDefaultTaxRate } from "@/lib/features/catalog/tax-rates/set-default-tax-rate";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { formatNumber } from "@/lib/i18n/format";

type DefaultRateSheetProps = {
  rates: readonly TaxRateView[];
  today: Day;
  setDefault: ActionOf<typeof setDefaultTaxRate>;
};

/** The option that ends a country's default rate. */
const noRate = "none";

/** Makes a rate the default of its country from a day on, or ends it. */
export function DefaultRateSheet({ rates, today, setDefault }: DefaultRateSheetProps) {
  const t = useTranslations("catalog.defaultRates");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const offered = rates.filter(({ archivedAt, country }) => archivedAt === null && country !== "");
  const countries = [...new Set(offered.map(({ country }) => country))];
  const [country, setCountry] = useState(countries[0] ?? "");
  const [category, setCategory] = useState<TaxCategory>("standard");
  const [rateId, setRateId] = useState<string | null>(null);
  return (
    <FormSheet
      trigger={<Button disabled={countries.length === 0}>{t("set")}</Button>}
      title={t("set")}
      description={t("sheetLead")}
      submitLabel={t("save")}
      onOpen={() => setRateId(null)}
      onSubmit={(value) =>
        runAction<unknown>(
          () =>
            setDefault({
              country,
              category,
              from: value("from"),
              taxRateId: rateId === noRate ? null : (rateId ?? ""),
            }),
          () => {
            toast({ title: common("saved") });
            router.refresh();
          },
        )
      }
    >
      <FormField name="country" label={t("country")}>
        <Select
          value={country}
          onValueChange={(code) => {
            setCountry(code);
            setRateId(null);
          }}
          options={countries.map((code) => ({ value: code, label: countryName(code, locale) }))}
        />
      </FormField>
      <FormField name="category" label={t("category")} hint={t("categoryHint")}>
        <Select
          value={category}
          onValueChange={setCategory}
          options={taxCategories.map((value) => ({ value, label: t(`categories.${value}`) }))}
        />
      </FormField>
      <FormField name="taxRateId" label={t("rate")}>
        <Select
          value={rateId}
          onValueChange={setRateId}
          options={[
            ...offered
              .filter((rate) => rate.country === country)
              .map((rate) => ({
                value: rate.id as string,
                label: `${rate.displayName[locale]} ${formatNumber(rate.percent, locale)}%`,
              })),
            { value: noRate, label: t("none") },
          ]}
        />
      </FormField>
      <FormField name="from" label={t("from")} hint={t("fromHint")}>
        <TextInput type="date" defaultValue={today} className="figures" />
      </FormField>
    </FormSheet>
  );
}
