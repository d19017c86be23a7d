"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextInput } from "@/components/ui/text-input";
import {
  leastRetentionDays,
  mostRetentionDays,
  type Retention,
  retentionNames,
} from "@/lib/domain/messages/retention";
import type { saveRetention } from "@/lib/features/console/messages/retention-settings";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type RetentionCardProps = {
  retention: Retention;
  /** Null for readers who change nothing. */
  save: ActionOf<typeof saveRetention> | null;
};

/** How many days it is kept what messages say. */
export function RetentionCard({ retention, save }: RetentionCardProps) {
  const t = useTranslations("messages.retention");
  return (
    <Card title={t("card")} actions={save && <RetentionSheet retention={retention} save={save} />}>
      <KeyValueList>
        {retentionNames.map((name) => (
          <KeyValue key={name} label={t(name)}>
            {t("days", { days: retention[name] })}
          </KeyValue>
        ))}
      </KeyValueList>
    </Card>
  );
}

function RetentionSheet({
  retention,
  save,
}: RetentionCardProps & { save: NonNullable<RetentionCardProps["save"]> }) {
  const t = useTranslations("messages.retention");
  const common = useTranslations("common");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button>{t("change")}</Button>}
      title={t("card")}
      description={t("lead")}
      submitLabel={t("save")}
      onSubmit={(value) => {
        const daysOf = (name: keyof Retention) => Number(value(name).normalize("NFKC"));
        return runAction(
          () =>
            save({
              payloadDays: daysOf("payloadDays"),
              mailDays: daysOf("mailDays"),
              tokenDays: daysOf("tokenDays"),
              deadJobDays: daysOf("deadJobDays"),
              historyDays: daysOf("historyDays"),
              eventDays: daysOf("eventDays"),
            }),
          () => done(common("saved")),
        );
      }}
    >
      {retentionNames.map((name) => (
        <FormField
          key={name}
          name={name}
          label={t(name)}
          hint={t("hint", { least: leastRetentionDays(name), most: mostRetentionDays })}
        >
          <TextInput
            inputMode="numeric"
            autoComplete="off"
            defaultValue={retention[name]}
            className="figures"
          />
        </FormField>
      ))}
    </FormSheet>
  );
}
