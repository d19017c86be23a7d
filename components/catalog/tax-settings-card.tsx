"use client";

import { useLocale, useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { countryName } from "@/components/payers/billing-details/countries";
import { Card } from "@/components/ui/card";
import type { saveTaxSettings, TaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { TaxSettingsSheet } from "./tax-settings-sheet";

type TaxSettingsCardProps = {
  settings: TaxSettings;
  /** Null for readers who change nothing. */
  save: ActionOf<typeof saveTaxSettings> | null;
};

/** Whether prices contain tax, how it is rounded, and where the seller is: for the whole catalog. */
export function TaxSettingsCard({ settings, save }: TaxSettingsCardProps) {
  const t = useTranslations("catalog.taxSettings");
  const locale = useLocale();
  return (
    <Card
      title={t("title")}
      description={t("lead")}
      actions={save && <TaxSettingsSheet settings={settings} save={save} />}
    >
      <KeyValueList>
        <KeyValue label={t("prices")}>{t(settings.pricesIncludeTax ? "included" : "excluded")}</KeyValue>
        <KeyValue label={t("sellerCountry")}>
          {settings.sellerCountry ? countryName(settings.sellerCountry, locale) : t("noCountry")}
        </KeyValue>
        <KeyValue label={t("how")}>{t(`rounding.${settings.rounding}`)}</KeyValue>
      </KeyValueList>
    </Card>
  );
}
