"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import type { changeTimeZone } from "@/lib/features/console/tenant-time-zone/change-time-zone";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { EffectList } from "./effect-list";
import { TimeZoneSelect } from "./time-zone-select";

type TimeZoneSheetProps = { timeZone: string; changeTimeZone: ActionOf<typeof changeTimeZone> };

/** Puts the tenant in another zone, after saying what that does to its counts. */
export function TimeZoneSheet({ timeZone, changeTimeZone }: TimeZoneSheetProps) {
  const t = useTranslations("tenantSettings.settings");
  const model = useTranslations("tenantSettings.salesModel");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button size="sm">{t("changeTimeZone")}</Button>}
      title={t("changeTimeZone")}
      submitLabel={t("timeZoneSubmit")}
      onSubmit={(value) => {
        const wanted = value("timeZone");
        return runAction(
          () => changeTimeZone({ timeZone: wanted }),
          () => done(t("timeZoneChanged", { timeZone: wanted })),
        );
      }}
    >
      <FormField name="timeZone" label={t("timeZone")} hint={t("timeZoneLead")}>
        <TimeZoneSelect chosen={timeZone} />
      </FormField>
      <EffectList
        title={model("happens")}
        effects={[t("timeZoneEffects.recount"), t("timeZoneEffects.mau"), t("timeZoneEffects.archive")]}
      />
    </FormSheet>
  );
}
