"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import { typedDecimal } from "@/lib/domain/money/major-units";
import type { archiveTaxRate } from "@/lib/features/catalog/tax-rates/archive-tax-rate";
import type { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import type { TaxRateView } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import type { updateTaxRate } from "@/lib/features/catalog/tax-rates/update-tax-rate";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { keyFromName } from "./editor/component-key";

export type TaxRateActions = {
  createTaxRate: ActionOf<typeof createTaxRate>;
  updateTaxRate: ActionOf<typeof updateTaxRate>;
  archiveTaxRate: ActionOf<typeof archiveTaxRate>;
};

/** A tax rate. Its percent and whether prices contain it hold for good: another percent is another rate. */
export function TaxRateSheet({ rate, actions }: { rate: TaxRateView | null; actions: TaxRateActions }) {
  const t = useTranslations("catalog.taxRates");
  const languages = useTranslations("catalog.languages");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const [key, setKey] = useState(rate?.key ?? "");
  const [isOwnKey, setIsOwnKey] = useState(false);
  const exists = rate !== null;
  const name = rate?.displayName[locale] ?? "";
  const labelled = (language: "en" | "ja") =>
    languages("labelled", { label: t("displayName"), language: languages(language) });
  const done = () => {
    toast({ title: common("saved") });
    router.refresh();
  };
  return (
    <FormSheet
      trigger={
        rate ? (
          <Button size="sm" aria-label={t("editNamed", { name })}>
            {t("edit")}
          </Button>
        ) : (
          <Button variant="primary" icon={<Plus aria-hidden="true" />}>
            {t("new")}
          </Button>
        )
      }
      title={rate ? t("editNamed", { name }) : t("new")}
      description={t("sheetLead")}
      submitLabel={rate ? common("save") : t("create")}
      onOpen={() => {
        setKey(rate?.key ?? "");
        setIsOwnKey(false);
      }}
      onSubmit={(value) => {
        const words = {
          displayName: { en: value("displayName.en"), ja: value("displayName.ja") },
          country: value("country").toUpperCase(),
          jurisdiction: value("jurisdiction"),
          description: value("description"),
        };
        if (rate) return runAction<unknown>(() => actions.updateTaxRate({ ...words, id: rate.id }), done);
        const percent = typedDecimal(value("percent").replace(/[%％]$/, ""));
        const inclusive = value("inclusive") === "yes";
        return runAction<unknown>(
          () => actions.createTaxRate({ ...words, key: value("key"), percent, inclusive }),
          done,
        );
      }}
    >
      <FormField name="displayName.en" label={labelled("en")}>
        <TextInput
          defaultValue={rate?.displayName.en}
          lang="en"
          autoComplete="off"
          onValueChange={(text) => {
            if (!exists && !isOwnKey) setKey(keyFromName(text));
          }}
        />
      </FormField>
      <FormField name="displayName.ja" label={labelled("ja")}>
        <TextInput defaultValue={rate?.displayName.ja} lang="ja" autoComplete="off" />
      </FormField>
      <FormField name="percent" label={t("percent")} hint={exists ? t("stays") : undefined} disabled={exists}>
        <TextInput
          defaultValue={rate?.percent}
          inputMode="decimal"
          autoComplete="off"
          className="figures"
          suffix="%"
        />
      </FormField>
      <Inclusion rate={rate} />
      <div className="grid grid-cols-2 gap-4">
        <FormField name="country" label={t("country")} hint={t("countryHint")} optional>
          <TextInput defaultValue={rate?.country} maxLength={2} autoComplete="off" className="uppercase" />
        </FormField>
        <FormField name="jurisdiction" label={t("jurisdiction")} optional>
          <TextInput defaultValue={rate?.jurisdiction} autoComplete="off" />
        </FormField>
      </div>
      <FormField name="description" label={t("description")} optional>
        <Textarea defaultValue={rate?.description} rows={2} />
      </FormField>
      <FormField name="key" label={t("key")} hint={exists ? t("stays") : t("keyHint")} disabled={exists}>
        <TextInput
          value={key}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onValueChange={(typed) => {
            setKey(typed);
            setIsOwnKey(typed !== "");
          }}
        />
      </FormField>
    </FormSheet>
  );
}

function Inclusion({ rate }: { rate: TaxRateView | null }) {
  const t = useTranslations("catalog.taxRates");
  const error = useFieldErrors("inclusive");
  const disabled = rate !== null;
  return (
    <RadioCards
      legend={t("inclusion")}
      name="inclusive"
      defaultValue={rate?.inclusive ? "yes" : "no"}
      error={error}
      options={[
        { value: "no", title: t("exclusive"), description: t("exclusiveHint"), disabled },
        { value: "yes", title: t("inclusive"), description: t("inclusiveHint"), disabled },
      ]}
    />
  );
}
