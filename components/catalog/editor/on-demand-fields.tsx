"use client";

import { useTranslations } from "next-intl";
import type { OnDemandComponent } from "@/lib/domain/catalog/component";
import type { ComponentFieldsProps } from "./component-fields";
import { LocalizedFields } from "./localized-fields";
import { AmountInput, DecimalInput } from "./number-inputs";
import { PlanField } from "./plan-field";

export function OnDemandFields({ component, path, onChange }: ComponentFieldsProps<OnDemandComponent>) {
  const t = useTranslations("catalog.onDemand");
  const change = (part: Partial<OnDemandComponent>) => onChange({ ...component, ...part });
  return (
    <>
      <LocalizedFields
        path={`${path}.unit`}
        label={t("unit")}
        value={component.unit}
        placeholder={{ en: "hours", ja: "時間" }}
        onChange={(unit) => change({ unit })}
      />
      <div className="grid grid-cols-2 gap-4">
        <PlanField path={`${path}.unitAmountMinor`} label={t("price")}>
          <AmountInput
            value={component.unitAmountMinor}
            onChange={(unitAmountMinor) => change({ unitAmountMinor })}
          />
        </PlanField>
        <PlanField path={`${path}.included`} label={t("included")}>
          <DecimalInput value={component.included} onChange={(included) => change({ included })} />
        </PlanField>
      </div>
    </>
  );
}
