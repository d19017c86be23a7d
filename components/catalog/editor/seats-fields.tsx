"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { Select } from "@/components/ui/select";
import { type SeatsComponent, type SeatsInUse, seatsInUse } from "@/lib/domain/catalog/component";
import type { ComponentFieldsProps } from "./component-fields";
import { IntervalAmounts } from "./interval-amounts";
import { CountInput, OptionalCountInput } from "./number-inputs";
import { PlanField } from "./plan-field";

export function SeatsFields({ component, path, onChange }: ComponentFieldsProps<SeatsComponent>) {
  const t = useTranslations("catalog.seats");
  const change = (part: Partial<SeatsComponent>) => onChange({ ...component, ...part });
  return (
    <div className="grid @lg:grid-cols-3 grid-cols-2 gap-4">
      <PlanField
        path={`${path}.included`}
        label={t("included")}
        hint={t("includedHint")}
        className="@max-lg:col-span-2"
      >
        <CountInput value={component.included} onChange={(included) => change({ included })} />
      </PlanField>
      <IntervalAmounts
        path={`${path}.unitAmountMinor`}
        label={t("price")}
        value={component.unitAmountMinor}
        onChange={(unitAmountMinor) => change({ unitAmountMinor })}
      />
    </div>
  );
}

/** What few plans need. */
export function SeatsMore({ component, path, onChange }: ComponentFieldsProps<SeatsComponent>) {
  const t = useTranslations("catalog.seats");
  const change = (part: Partial<SeatsComponent>) => onChange({ ...component, ...part });
  // As it stood at first: it does not fold while somebody empties a field inside.
  const [startsOpen] = useState(
    component.minimum > 0 || component.maximum !== null || component.inUse !== undefined,
  );
  return (
    <Disclosure summary={t("more")} defaultOpen={startsOpen}>
      <div className="grid grid-cols-2 gap-4 text-ink">
        <PlanField path={`${path}.minimum`} label={t("minimum")} hint={t("minimumHint")}>
          <CountInput value={component.minimum} onChange={(minimum) => change({ minimum })} />
        </PlanField>
        <PlanField path={`${path}.maximum`} label={t("maximum")} optional>
          <OptionalCountInput
            value={component.maximum}
            placeholder={t("noMaximum")}
            onChange={(maximum) => change({ maximum })}
          />
        </PlanField>
        <PlanField path={`${path}.inUse`} label={t("inUse")} hint={t("inUseHint")} className="col-span-2">
          <Select<SeatsInUse | "not_counted">
            value={component.inUse ?? "not_counted"}
            options={(["not_counted", ...seatsInUse] as const).map((value) => ({
              value,
              label: t(`inUses.${value}`),
            }))}
            onValueChange={(inUse) => change({ inUse: inUse === "not_counted" ? undefined : inUse })}
          />
        </PlanField>
      </div>
    </Disclosure>
  );
}
