"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { AddonChoice, AddonComponent } from "@/lib/domain/catalog/component";
import { AddonOptions } from "./addon-options";
import type { ComponentFieldsProps } from "./component-fields";
import { fieldAnchor, useFieldsScope } from "./fields-scope";
import { IntervalAmounts } from "./interval-amounts";
import { newChoice } from "./new-component";
import { CountInput, OptionalCountInput } from "./number-inputs";
import { PlanField } from "./plan-field";

const types = ["switch", "quantity", "one_of"] as const;

export function AddonFields({ component, path, onChange }: ComponentFieldsProps<AddonComponent>) {
  const t = useTranslations("catalog.addon");
  const { choice } = component;
  const change = (next: AddonChoice) => onChange({ ...component, choice: next });
  return (
    <>
      <ForeignCurrency component={component} path={path} onChange={onChange} />
      <div className="grid @lg:grid-cols-3 grid-cols-2 gap-4">
        <PlanField path={`${path}.choice.type`} label={t("type")} className="@max-lg:col-span-2">
          <Select
            value={choice.type}
            onValueChange={(type) => change(withType(choice, type))}
            options={types.map((value) => ({ value, label: t(`types.${value}`), hint: t(`hints.${value}`) }))}
          />
        </PlanField>
        {choice.type === "switch" && (
          <IntervalAmounts
            path={`${path}.choice.amountMinor`}
            label={t("amount")}
            value={choice.amountMinor}
            onChange={(amountMinor) => change({ ...choice, amountMinor })}
          />
        )}
        {choice.type === "quantity" && (
          <IntervalAmounts
            path={`${path}.choice.unitAmountMinor`}
            label={t("unitAmount")}
            value={choice.unitAmountMinor}
            onChange={(unitAmountMinor) => change({ ...choice, unitAmountMinor })}
          />
        )}
      </div>
      {choice.type === "quantity" && (
        <div className="grid @lg:grid-cols-3 grid-cols-2 gap-4">
          <PlanField path={`${path}.choice.included`} label={t("included")}>
            <CountInput value={choice.included} onChange={(included) => change({ ...choice, included })} />
          </PlanField>
          <PlanField path={`${path}.choice.maximum`} label={t("maximum")} optional>
            <OptionalCountInput
              value={choice.maximum}
              placeholder={t("noMaximum")}
              onChange={(maximum) => change({ ...choice, maximum })}
            />
          </PlanField>
        </div>
      )}
      {choice.type === "one_of" && (
        <AddonOptions
          path={`${path}.choice.options`}
          componentKey={component.key}
          options={choice.options}
          onChange={(options) => change({ ...choice, options })}
        />
      )}
    </>
  );
}

/** The same thing sold in another way keeps its price. */
function withType(before: AddonChoice, type: AddonChoice["type"]): AddonChoice {
  if (type === "switch" && before.type === "quantity") return { type, amountMinor: before.unitAmountMinor };
  if (type === "quantity" && before.type === "switch")
    return { type, unitAmountMinor: before.amountMinor, included: 0, maximum: null };
  return newChoice(type);
}

/** An add-on that came with another currency: its amounts mean something else here until somebody has looked. */
function ForeignCurrency({ component, path, onChange }: ComponentFieldsProps<AddonComponent>) {
  const t = useTranslations("catalog.addon");
  const { currency } = useFieldsScope();
  if (component.currency === undefined || component.currency === currency) return null;
  const { currency: foreign, ...own } = component;
  return (
    <div id={fieldAnchor(`${path}.currency`)}>
      <Banner
        tone="warning"
        title={t("foreignCurrency", { foreign, currency })}
        action={
          <Button size="sm" onClick={() => onChange(own)}>
            {t("useCurrency", { currency })}
          </Button>
        }
      />
    </div>
  );
}
