"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAct } from "@/components/patterns/use-act";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import type { Result } from "@/lib/domain/errors";
import { EffectList } from "./effect-list";
import { TimeZoneSelect } from "./time-zone-select";

type TimeZoneSheetProps = { timeZone: string; change: (timeZone: string) => Promise<Result<unknown>> };

/** Puts the tenant in another zone, after saying what that does to its counts. */
export function TimeZoneSheet({ timeZone, change }: TimeZoneSheetProps) {
  const t = useTranslations("tenantDesk.settings");
  const model = useTranslations("tenantDesk.salesModel");
  const act = useFormAct();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button size="sm">{t("changeTimeZone")}</Button>}
      title={t("changeTimeZone")}
      submitLabel={t("timeZoneSubmit")}
      onSubmit={(value) => {
        const wanted = value("timeZone");
        return act(
          () => change(wanted),
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
