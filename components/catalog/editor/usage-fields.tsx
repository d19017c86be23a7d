"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { Select } from "@/components/ui/select";
import type { UsageComponent } from "@/lib/domain/catalog/component";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { ComponentFieldsProps } from "./component-fields";
import { type MeterChoice, useFieldsScope } from "./fields-scope";
import { LocalizedFields } from "./localized-fields";
import { DecimalInput, OptionalAmountInput } from "./number-inputs";
import { PlanField } from "./plan-field";
import { ScaleFields } from "./scale-fields";
import { UsagePriceFields } from "./usage-price-fields";

export function UsageFields({ component, path, onChange }: ComponentFieldsProps<UsageComponent>) {
  const t = useTranslations("catalog.usage");
  const change = (part: Partial<UsageComponent>) => onChange({ ...component, ...part });
  const { price } = component;
  return (
    <>
      <LocalizedFields
        path={`${path}.unit`}
        label={t("unit")}
        value={component.unit}
        placeholder={{ en: "API calls", ja: "APIコール" }}
        onChange={(unit) => change({ unit })}
      />
      {price.model !== "unlimited" && (
        <div className="grid grid-cols-2 gap-4">
          <PlanField path={`${path}.included`} label={t("included")} hint={t("includedHint")}>
            <DecimalInput value={component.included} onChange={(included) => change({ included })} />
          </PlanField>
          <PlanField path={`${path}.includedPerSeat`} label={t("includedPerSeat")}>
            <DecimalInput
              value={component.includedPerSeat}
              onChange={(includedPerSeat) => change({ includedPerSeat })}
            />
          </PlanField>
        </div>
      )}
      <UsagePriceFields path={`${path}.price`} price={price} onChange={(next) => change({ price: next })} />
    </>
  );
}

/** What few plans need. */
export function UsageMore({ component, path, onChange }: ComponentFieldsProps<UsageComponent>) {
  const t = useTranslations("catalog.usage");
  const change = (part: Partial<UsageComponent>) => onChange({ ...component, ...part });
  // As it stood at first: it does not fold while somebody empties a field inside.
  const [startsOpen] = useState(hasMore(component));
  return (
    <Disclosure summary={t("more")} defaultOpen={startsOpen}>
      <div className="grid gap-4 text-ink">
        <ScaleFields path={`${path}.scale`} scale={component.scale} onChange={(scale) => change({ scale })} />
        <div className="grid grid-cols-2 gap-4">
          <PlanField path={`${path}.minimumMinor`} label={t("minimum")} hint={t("minimumHint")} optional>
            <OptionalAmountInput
              value={component.minimumMinor}
              onChange={(minimumMinor) => change({ minimumMinor })}
            />
          </PlanField>
          <PlanField path={`${path}.capMinor`} label={t("cap")} hint={t("capHint")} optional>
            <OptionalAmountInput value={component.capMinor} onChange={(capMinor) => change({ capMinor })} />
          </PlanField>
        </div>
      </div>
    </Disclosure>
  );
}

/** The meter unit comes first of all: name and unit are taken from it while they are empty. */
export function MeterField({ component, path, onChange }: ComponentFieldsProps<UsageComponent>) {
  const t = useTranslations("catalog.usage");
  const locale = useLocale();
  const { meters } = useFieldsScope();
  const known = meters.some(({ unitName }) => unitName === component.meter);
  const options = meters.map((meter) => ({
    value: meter.unitName,
    label: meter.displayName[locale],
    hint: meter.unitName,
  }));
  // A unit that the catalog does not have (an import) is shown, so that the message about it has something to point at.
  if (!known && component.meter !== "")
    options.push({ value: component.meter, label: component.meter, hint: "" });
  return (
    <PlanField path={`${path}.meter`} label={t("meter")} hint={t("meterHint")}>
      <Select
        options={options}
        value={component.meter === "" ? null : component.meter}
        onValueChange={(unitName) => onChange(withMeter(component, unitName, meters))}
      />
    </PlanField>
  );
}

function withMeter(
  component: UsageComponent,
  unitName: string,
  meters: readonly MeterChoice[],
): UsageComponent {
  const before = meters.find((meter) => meter.unitName === component.meter);
  const meter = meters.find((candidate) => candidate.unitName === unitName);
  if (!meter) return { ...component, meter: unitName };
  return {
    ...component,
    meter: unitName,
    name: taken(component.name, before?.displayName, meter.displayName),
    unit: taken(component.unit, before?.unitLabel, meter.unitLabel),
  };
}

/** A text that came from the last meter unit, or is empty, is taken from the new one. */
function taken(now: LocalizedText, before: LocalizedText | undefined, next: LocalizedText): LocalizedText {
  const one = (language: keyof LocalizedText) =>
    now[language] === "" || now[language] === before?.[language] ? next[language] : now[language];
  return { en: one("en"), ja: one("ja") };
}

const hasMore = ({ scale, minimumMinor, capMinor }: UsageComponent): boolean =>
  scale !== null || minimumMinor !== null || capMinor !== null;
