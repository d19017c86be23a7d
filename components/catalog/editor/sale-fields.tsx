"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { changeModes } from "@/lib/domain/catalog/change-mode";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { OptionalCountInput } from "./number-inputs";
import { PlanField } from "./plan-field";

type Sale = Pick<PlanDefinition, "trialDays" | "changeMode">;
type Props = { definition: Sale; change: (part: Sale) => void };

/** How the plan is sold: its trial, and how a change to it is charged. */
export function SaleFields({ definition: { trialDays, changeMode = "prorated" }, change }: Props) {
  const t = useTranslations("catalog");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <PlanField path="trialDays" label={t("head.trialDays")} hint={t("head.trialHint")} optional>
        <OptionalCountInput
          value={trialDays ?? null}
          placeholder={t("head.noTrial")}
          onChange={(days) => change({ trialDays: days ?? undefined })}
        />
      </PlanField>
      <PlanField path="changeMode" label={t("head.changeMode")} hint={t(`changeModeHints.${changeMode}`)}>
        <Select
          value={changeMode}
          options={changeModes.map((mode) => ({ value: mode, label: t(`changeModes.${mode}`) }))}
          onValueChange={(mode) => change({ changeMode: mode })}
        />
      </PlanField>
    </div>
  );
}
