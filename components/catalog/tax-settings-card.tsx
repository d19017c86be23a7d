"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import {
  ActionForm,
  FormField,
  FormMessage,
  SubmitButton,
  useFieldErrors,
} from "@/components/patterns/action-form";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { useFormAction } from "@/components/patterns/use-action";
import { countriesByName, countryName } from "@/components/payers/billing-details/countries";
import { Card } from "@/components/ui/card";
import { NativeSelect } from "@/components/ui/native-select";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/toast";
import type { saveTaxSettings, TaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type TaxSettingsCardProps = {
  settings: TaxSettings;
  /** Null for readers who change nothing. */
  save: ActionOf<typeof saveTaxSettings> | null;
};

const roundings = ["half_up", "down", "up"] as const;

/** Whether prices contain tax, how it is rounded, and where the seller is: for the whole catalog. */
export function TaxSettingsCard({ settings, save }: TaxSettingsCardProps) {
  const t = useTranslations("catalog.taxSettings");
  const locale = useLocale();
  if (save) return <SettingsForm settings={settings} save={save} />;
  return (
    <Card title={t("title")} description={t("lead")}>
      <KeyValueList>
        <KeyValue label={t("prices")}>{t(settings.pricesIncludeTax ? "included" : "excluded")}</KeyValue>
        <KeyValue label={t("how")}>{t(`rounding.${settings.rounding}`)}</KeyValue>
        <KeyValue label={t("sellerCountry")}>
          {settings.sellerCountry ? countryName(settings.sellerCountry, locale) : t("noCountry")}
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}

function SettingsForm({
  settings,
  save,
}: {
  settings: TaxSettings;
  save: NonNullable<TaxSettingsCardProps["save"]>;
}) {
  const t = useTranslations("catalog.taxSettings");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const [country, setCountry] = useState(settings.sellerCountry);
  const [rounding, setRounding] = useState(settings.rounding);
  return (
    <Card title={t("title")} description={t("lead")}>
      <ActionForm
        className="grid gap-5"
        action={(_previous, data: FormData) =>
          runAction(
            () =>
              save({
                pricesIncludeTax: data.get("pricesIncludeTax") === "yes",
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
        <FormMessage />
        <PricesAndTax pricesIncludeTax={settings.pricesIncludeTax} />
        <div className="grid gap-5 md:grid-cols-2">
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
        </div>
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
    </Card>
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
