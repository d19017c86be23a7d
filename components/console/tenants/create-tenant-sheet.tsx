"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { countryName } from "@/components/payers/billing-details/countries";
import { CountrySelect } from "@/components/payers/billing-details/country-select";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import { usualCurrency, usualLanguage, usualZone } from "@/lib/domain/tenant/country-habits";
import { salesModels } from "@/lib/domain/tenant/sales-model";
import type { createTenant } from "@/lib/features/console/new-tenant/create-tenant";
import type { NewTenantChoices } from "@/lib/features/console/new-tenant/new-tenant-choices";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { type Locale, localeNames, locales } from "@/lib/i18n/locales";
import { NameAndAddresses } from "./name-and-addresses";
import { TimeZoneSelect } from "./time-zone-select";

type CreateTenantSheetProps = {
  choices: NewTenantChoices;
  createTenant: ActionOf<typeof createTenant>;
};

const nobody = "nobody";

/** Makes a tenant with its owner, and opens it. */
export function CreateTenantSheet({ choices, createTenant }: CreateTenantSheetProps) {
  const t = useTranslations("tenantSettings.create");
  const models = useTranslations("console.salesModels");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const { salesReps, currencies } = choices;
  const [country, setCountry] = useState(() => browserCountry(locale));
  const zones = zonesOf(country);
  return (
    <FormSheet
      act="create"
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden="true" />}>
          {t("button")}
        </Button>
      }
      title={t("title")}
      description={t("lead")}
      submitLabel={t("submit")}
      onSubmit={(value) => {
        const name = value("name");
        return runAction(
          () =>
            createTenant({
              name,
              slug: value("slug"),
              ownerEmail: value("ownerEmail"),
              ownerName: value("ownerName"),
              salesModel: salesModels.find((one) => one === value("salesModel")) ?? "sales_led",
              currency: value("currency"),
              timeZone: value("timeZone"),
              locale: locales.find((one) => one === value("locale")) ?? locale,
              salesRepId: value("salesRepId") === nobody ? null : value("salesRepId"),
            }),
          ({ slug }) => {
            toast({ title: t("created", { name }) });
            router.push(`/console/tenants/${slug}`);
          },
        );
      }}
    >
      <FormField name="country" label={t("country")} hint={t("countryHint")}>
        <CountrySelect value={country} onValueChange={setCountry} />
      </FormField>
      <NameAndAddresses />
      <FormField name="ownerName" label={t("ownerName")}>
        <TextInput autoComplete="off" maxLength={100} />
      </FormField>
      <RadioCards
        legend={t("salesModel")}
        name="salesModel"
        defaultValue="sales_led"
        options={salesModels.toReversed().map((model) => ({
          value: model,
          title: models(model),
          description: t(`salesModelHints.${model}`),
        }))}
      />
      <FormField name="salesRepId" label={t("salesRep")}>
        <Select
          defaultValue={choices.salesRepId ?? nobody}
          options={[
            { value: nobody, label: t("nobody") },
            ...salesReps.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </FormField>
      {/* Another country proposes anew. */}
      <div key={`money ${country}`} className="grid gap-4 sm:grid-cols-2">
        <FormField name="currency" label={t("currency")} hint={t("currencyHint")}>
          <Select
            defaultValue={usualCurrency(country, currencies)}
            options={currencies.map((currency) => ({ value: currency, label: currency }))}
          />
        </FormField>
        <FormField name="locale" label={t("locale")}>
          <Select
            defaultValue={usualLanguage(country)}
            options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
          />
        </FormField>
      </div>
      <FormField name="timeZone" label={t("timeZone")} hint={t("timeZoneHint")}>
        <TimeZoneSelect
          key={`zone ${country}`}
          chosen={usualZone(country, zones) ?? browserZone()}
          first={{ label: countryName(country, locale), zones }}
        />
      </FormField>
    </FormSheet>
  );
}

const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The server knows no browser; there the sheet is closed, and the browser asks once more. */
const browserCountry = (locale: Locale): string =>
  (locale === "ja" ? "JP" : typeof navigator === "object" && new Intl.Locale(navigator.language).region) ||
  "US";

/** Browsers know the zones of a country by one of two names of the same function; older ones know none. */
function zonesOf(country: string): string[] {
  if (!country) return [];
  const place = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    getTimeZones?: () => string[] | undefined;
    timeZones?: string[];
  };
  return place.getTimeZones?.() ?? place.timeZones ?? [];
}
