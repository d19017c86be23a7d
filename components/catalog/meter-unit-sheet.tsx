"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import { type Aggregation, aggregations } from "@/lib/domain/catalog/meter-unit";
import type { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import type { deleteMeterUnit } from "@/lib/features/catalog/meter-units/delete-meter-unit";
import type { MeterUnitView } from "@/lib/features/catalog/meter-units/list-meter-units";
import type { updateMeterUnit } from "@/lib/features/catalog/meter-units/update-meter-unit";
import type { ActionOf, InputOf } from "@/lib/features/foundation/use-case/use-case";

export type MeterUnitActions = {
  createMeterUnit: ActionOf<typeof createMeterUnit>;
  updateMeterUnit: ActionOf<typeof updateMeterUnit>;
  deleteMeterUnit: ActionOf<typeof deleteMeterUnit>;
};

type MeterUnitSheetProps = {
  /** Null for a new one. */
  unit: MeterUnitView | null;
  actions: MeterUnitActions;
  /** False while Stripe is off: `sum` applies and is not asked for. */
  aggregationIsChosen: boolean;
};

/** Defines a meter unit. Of one in use only the display name changes; the rest is shown, with the reason. */
export function MeterUnitSheet({ unit, actions, aggregationIsChosen }: MeterUnitSheetProps) {
  const t = useTranslations("catalog.meterUnits");
  const languages = useTranslations("catalog.languages");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const fixed = unit?.isUsed ?? false;
  const labelled = (label: string, language: "en" | "ja") =>
    languages("labelled", { label, language: languages(language) });

  function read(value: (field: string) => string): InputOf<typeof createMeterUnit> {
    const displayName = { en: value("displayName.en"), ja: value("displayName.ja") };
    // What is disabled is not sent by the form.
    if (unit && fixed) {
      const { unitName, unitLabel, description, eventName, property, aggregation } = unit;
      return { unitName, displayName, unitLabel, description, eventName, property, aggregation };
    }
    return {
      unitName: value("unitName"),
      displayName,
      unitLabel: { en: value("unitLabel.en"), ja: value("unitLabel.ja") },
      description: value("description"),
      eventName: value("eventName"),
      property: value("property") || null,
      ...(aggregationIsChosen ? { aggregation: value("aggregation") as Aggregation } : {}),
    };
  }

  const done = () => {
    toast({ title: common("saved") });
    router.refresh();
  };
  return (
    <FormSheet
      trigger={
        unit ? (
          <Button size="sm" aria-label={t("editNamed", { name: unit.displayName[locale] })}>
            {t("edit")}
          </Button>
        ) : (
          <Button variant="primary" icon={<Plus aria-hidden="true" />}>
            {t("new")}
          </Button>
        )
      }
      title={unit ? t("editNamed", { name: unit.displayName[locale] }) : t("new")}
      description={t("sheetLead")}
      submitLabel={unit ? common("save") : t("create")}
      onSubmit={(value) => {
        const input = read(value);
        return runAction<unknown>(
          () => (unit ? actions.updateMeterUnit({ ...input, id: unit.id }) : actions.createMeterUnit(input)),
          done,
        );
      }}
    >
      {unit && fixed && (
        <Banner title={t("onlyName")}>{t("inUse", { plans: unit.usedBy.join(", ") })}</Banner>
      )}
      <FormField name="displayName.en" label={labelled(t("displayName"), "en")}>
        <TextInput defaultValue={unit?.displayName.en} lang="en" autoComplete="off" />
      </FormField>
      <FormField name="displayName.ja" label={labelled(t("displayName"), "ja")}>
        <TextInput defaultValue={unit?.displayName.ja} lang="ja" autoComplete="off" />
      </FormField>
      <FormField name="unitName" label={t("unitName")} hint={t("unitNameHint")} disabled={fixed}>
        <TextInput
          defaultValue={unit?.unitName}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </FormField>
      <div className="grid grid-cols-2 gap-4">
        <FormField name="unitLabel.en" label={labelled(t("unitLabel"), "en")} disabled={fixed}>
          <TextInput defaultValue={unit?.unitLabel.en} lang="en" autoComplete="off" />
        </FormField>
        <FormField name="unitLabel.ja" label={labelled(t("unitLabel"), "ja")} disabled={fixed}>
          <TextInput defaultValue={unit?.unitLabel.ja} lang="ja" autoComplete="off" />
        </FormField>
      </div>
      <FormField name="eventName" label={t("eventName")} hint={t("eventNameHint")} disabled={fixed}>
        <TextInput
          defaultValue={unit?.eventName}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </FormField>
      <FormField name="property" label={t("property")} hint={t("propertyHint")} disabled={fixed} optional>
        <TextInput
          defaultValue={unit?.property ?? ""}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </FormField>
      {aggregationIsChosen && (
        <FormField name="aggregation" label={t("aggregation")} disabled={fixed}>
          <Select
            defaultValue={unit?.aggregation ?? "sum"}
            disabled={fixed}
            options={aggregations.map((value) => ({
              value,
              label: t(`aggregations.${value}`),
              hint: t(`aggregationHints.${value}`),
            }))}
          />
        </FormField>
      )}
      <FormField name="description" label={t("description")} disabled={fixed} optional>
        <Textarea defaultValue={unit?.description} rows={2} disabled={fixed} />
      </FormField>
    </FormSheet>
  );
}
