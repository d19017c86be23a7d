"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { longestGraceHours } from "@/lib/domain/close/billing-settings";
import { majorToMinor, minorToMajor } from "@/lib/domain/money/major-units";
import type {
  BillingSettingsView,
  saveBillingSettings,
} from "@/lib/features/catalog/billing-settings/billing-settings";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type BillingSettingsSheetProps = {
  view: BillingSettingsView;
  save: ActionOf<typeof saveBillingSettings>;
};

/** What was typed as a number; what is none reaches the rule of its field. */
const numberOf = (text: string): number => Number(text.normalize("NFKC"));

export function BillingSettingsSheet({ view, save }: BillingSettingsSheetProps) {
  const t = useTranslations("billingSettings");
  const common = useTranslations("common");
  const runAction = useFormAction();
  const done = useDone();
  const { settings, currencies } = view;
  const amountsOf = (field: "atOnceMinor" | "leastMinor", value: (name: string) => string) =>
    Object.fromEntries(
      currencies.flatMap((currency) => {
        const typed = value(`${field}.${currency}`).trim();
        // What is no amount reaches the rule of its field.
        return typed === "" ? [] : [[currency, majorToMinor(typed, currency) ?? typed]];
      }),
    );
  return (
    <FormSheet
      trigger={<Button>{t("change")}</Button>}
      title={t("card")}
      description={t("lead")}
      submitLabel={t("save")}
      onSubmit={(value) =>
        runAction(
          () =>
            save({
              graceHours: numberOf(value("graceHours")),
              correctionDays: numberOf(value("correctionDays")),
              atOnceMinor: amountsOf("atOnceMinor", value),
              leastMinor: amountsOf("leastMinor", value),
            }),
          () => done(common("saved")),
        )
      }
    >
      <FormField
        name="graceHours"
        label={t("graceHours")}
        hint={`${t("graceHoursHint")} ${t("graceHoursLimit", { most: longestGraceHours })}`}
      >
        <Figures value={String(settings.graceHours)} required />
      </FormField>
      <FormField name="correctionDays" label={t("correctionDays")} hint={t("correctionDaysHint")}>
        <Figures value={String(settings.correctionDays)} required />
      </FormField>
      {(["atOnceMinor", "leastMinor"] as const).map((field) =>
        currencies.map((currency) => (
          <FormField
            key={`${field}.${currency}`}
            name={`${field}.${currency}`}
            label={t(`${field}In`, { currency })}
            hint={t(`${field}Hint`)}
            optional
          >
            <Figures value={minorToMajor(settings[field][currency] ?? "", currency) ?? ""} />
          </FormField>
        )),
      )}
    </FormSheet>
  );
}

const Figures = ({ value, required = false }: { value: string; required?: boolean }) => (
  <TextInput
    inputMode="decimal"
    autoComplete="off"
    defaultValue={value}
    className="figures"
    required={required}
  />
);
