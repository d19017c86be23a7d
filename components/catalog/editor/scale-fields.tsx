"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { Scale } from "@/lib/domain/catalog/component";
import { CountInput, DecimalInput } from "./number-inputs";
import { PlanField } from "./plan-field";

type ScaleFieldsProps = { path: string; scale: Scale | null; onChange: (scale: Scale | null) => void };

const bytesToGigabytes: Scale = { divideBy: "1000000000", decimals: 3, rounding: "half_up" };

/** From what is recorded to what is priced, such as bytes to GB. */
export function ScaleFields({ path, scale, onChange }: ScaleFieldsProps) {
  const t = useTranslations("catalog.scale");
  return (
    <div className="grid gap-3">
      <Switch
        label={t("use")}
        hint={t("useHint")}
        checked={scale !== null}
        onCheckedChange={(on) => onChange(on ? bytesToGigabytes : null)}
      />
      {scale && (
        <div className="grid gap-4 sm:grid-cols-3">
          <PlanField path={`${path}.divideBy`} label={t("divideBy")}>
            <DecimalInput value={scale.divideBy} onChange={(divideBy) => onChange({ ...scale, divideBy })} />
          </PlanField>
          <PlanField path={`${path}.decimals`} label={t("decimals")}>
            <CountInput value={scale.decimals} onChange={(decimals) => onChange({ ...scale, decimals })} />
          </PlanField>
          <PlanField path={`${path}.rounding`} label={t("rounding")}>
            <Select
              value={scale.rounding}
              onValueChange={(rounding) => onChange({ ...scale, rounding })}
              options={(["half_up", "down", "up"] as const).map((value) => ({
                value,
                label: t(`roundings.${value}`),
              }))}
            />
          </PlanField>
        </div>
      )}
    </div>
  );
}
