"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { countriesByName } from "@/components/payers/billing-details/countries";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/toast";
import type { saveTaxSettings, TaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type TaxSettingsSheetProps = { settings: TaxSettings; save: ActionOf<typeof saveTaxSettings> };

const roundings = ["half_up", "down", "up"] as const;

/** Changes what holds for tax in the whole catalog. */
export function TaxSettingsSheet({ settings, save }: TaxSettingsSheetProps) {
  const t = useTranslations("catalog.taxSettings");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const [country, setCountry] = useState(settings.sellerCountry);
  const [rounding, setRounding] = useState(settings.rounding);
  return (
    <FormSheet
      trigger={<Button>{t("change")}</Button>}
      title={t("change")}
      description={t("lead")}
      submitLabel={t("save")}
      onOpen={() => {
        setCountry(settings.sellerCountry);
        setRounding(settings.rounding);
      }}
      onSubmit={(value) =>
        runAction<unknown>(
          () =>
            save({
              pricesIncludeTax: value("pricesIncludeTax") === "yes",
              rounding,
              sellerCountry: country,
            }),
          () => {
            toast({ title: common("saved") });
            router.refresh();
          },
        )
      }
    >
      <PricesAndTax pricesIncludeTax={settings.pricesIncludeTax} />
      <FormField name="sellerCountry" label={t("sellerCountry")} hint={t("sellerCountryHint")}>
        <NativeSelect value={country} onValueChange={setCountry}>
          <option value="">{t("noCountry")}</option>
          {countriesByName(locale).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </FormField>
      <FormField name="rounding" label={t("how")} hint={t("howHint")}>
        <Select
          value={rounding}
          onValueChange={setRounding}
          options={roundings.map((value) => ({ value, label: t(`rounding.${value}`) }))}
        />
      </FormField>
    </FormSheet>
  );
}

function PricesAndTax({ pricesIncludeTax }: Pick<TaxSettings, "pricesIncludeTax">) {
  const t = useTranslations("catalog.taxSettings");
  return (
    <RadioCards
      legend={t("prices")}
      name="pricesIncludeTax"
      defaultValue={pricesIncludeTax ? "yes" : "no"}
      error={useFieldErrors("pricesIncludeTax")}
      options={[
        { value: "no", title: t("excluded"), description: t("excludedHint") },
        { value: "yes", title: t("included"), description: t("includedHint") },
      ]}
    />
  );
}
