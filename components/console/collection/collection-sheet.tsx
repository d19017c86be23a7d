"use client";

import { useTranslations } from "next-intl";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextInput } from "@/components/ui/text-input";
import type { CollectionSettings } from "@/lib/domain/collection/collection";
import type { Result } from "@/lib/domain/errors";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { saveCollectionSettings } from "@/lib/features/license/collection/collection-settings";

type CollectionSheetProps = {
  settings: CollectionSettings;
  save: ActionOf<typeof saveCollectionSettings>;
};

/** What was typed as a number; what is none reaches the rule of its field. */
const numberOf = (text: string): number => Number(text.normalize("NFKC"));
const daysOf = (text: string): number | null => (text === "" ? null : numberOf(text));
const listOf = (text: string): number[] =>
  text
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map(numberOf);

/** A mistake in one of the days is one of the field in which they are typed. */
function onField<Value>(result: Result<Value>): Result<Value> {
  if (result.ok) return result;
  const fields = result.refusal.fields?.map((one) => ({
    ...one,
    field: one.field.split(".")[0] ?? one.field,
  }));
  const first = fields?.filter(
    ({ field }, index) => fields.findIndex((one) => one.field === field) === index,
  );
  return { ok: false, refusal: { ...result.refusal, fields: first } };
}

export function CollectionSheet({ settings, save }: CollectionSheetProps) {
  const t = useTranslations("collection");
  const common = useTranslations("common");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button>{t("change")}</Button>}
      title={t("card")}
      description={t("lead")}
      submitLabel={t("save")}
      onSubmit={(value) =>
        runAction(
          async () =>
            onField(
              await save({
                retryDays: listOf(value("retryDays")),
                limitAfterDays: daysOf(value("limitAfterDays")),
                endAfterDays: daysOf(value("endAfterDays")),
                atEnd: value("atEnd") === "suspended" ? "suspended" : "free",
              }),
            ),
          () => done(common("saved")),
        )
      }
    >
      <FormField name="retryDays" label={t("retryDays")} hint={t("retryDaysHint")}>
        <TextInput autoComplete="off" defaultValue={settings.retryDays.join(", ")} className="figures" />
      </FormField>
      <FormField name="limitAfterDays" label={t("limitAfterDays")} hint={t("limitAfterDaysHint")} optional>
        <Days value={settings.limitAfterDays} />
      </FormField>
      <FormField name="endAfterDays" label={t("endAfterDays")} hint={t("endAfterDaysHint")} optional>
        <Days value={settings.endAfterDays} />
      </FormField>
      <AtEnd atEnd={settings.atEnd} />
    </FormSheet>
  );
}

const Days = ({ value }: { value: number | null }) => (
  <TextInput inputMode="numeric" autoComplete="off" defaultValue={value ?? ""} className="figures" />
);

function AtEnd({ atEnd }: Pick<CollectionSettings, "atEnd">) {
  const t = useTranslations("collection");
  return (
    <RadioCards
      legend={t("atEnd")}
      name="atEnd"
      defaultValue={atEnd}
      error={useFieldErrors("atEnd")}
      options={(["free", "suspended"] as const).map((value) => ({
        value,
        title: t(value),
        description: t(`${value}Hint`),
      }))}
    />
  );
}
