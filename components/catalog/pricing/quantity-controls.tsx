"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { addonQuantity } from "@/lib/domain/pricing/components/addon";
import type { Quantities } from "@/lib/domain/pricing/quantities";
import { chosenAmount, withAmount } from "./chosen-quantity";
import { NumberSlider } from "./number-slider";
import { type QuantityField, quantityFields } from "./quantity-fields";

type Props = {
  /** Plans without errors; what any of them prices can be chosen. */
  definitions: readonly PlanDefinition[];
  quantities: Quantities;
  onChange: (quantities: Quantities) => void;
  className?: string;
};

/** Seats, usage, add-ons and work on request, each as a slider, a switch or a choice. */
export function QuantityControls({ definitions, quantities, onChange, className }: Props) {
  const t = useTranslations("pricing.quantities");
  const fields = useMemo(() => quantityFields(definitions), [definitions]);
  if (fields.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <div className={cx("grid gap-x-8 gap-y-5", className)}>
      {fields.map((field) => (
        <Control key={idOf(field)} field={field} quantities={quantities} onChange={onChange} />
      ))}
    </div>
  );
}

const idOf = (field: QuantityField) =>
  `${field.kind} ${"meter" in field ? field.meter : "key" in field ? field.key : ""}`;

type ControlProps = Omit<Props, "definitions" | "className"> & { field: QuantityField };

function Control({ field, quantities, onChange }: ControlProps) {
  const t = useTranslations("pricing.quantities");
  const locale = useLocale();
  const choose = (key: string, chosen: string) =>
    onChange({ ...quantities, addons: { ...quantities.addons, [key]: chosen } });
  switch (field.kind) {
    case "addon_switch":
      return (
        <div className="self-center">
          <Switch
            label={field.name[locale]}
            checked={addonQuantity(quantities.addons[field.key]) > 0n}
            onCheckedChange={(checked) => choose(field.key, checked ? "1" : "0")}
          />
        </div>
      );
    case "addon_choice": {
      const chosen = field.options.find(({ key }) => key === quantities.addons[field.key]);
      return (
        <Field label={field.name[locale]}>
          <Select
            value={(chosen ?? field.options[0])?.key ?? null}
            onValueChange={(key) => choose(field.key, key)}
            options={field.options.map(({ key, name }) => ({ value: key, label: name[locale] }))}
          />
        </Field>
      );
    }
    default: {
      const { name, unit, stops, decimals } = field.amount;
      return (
        <NumberSlider
          label={name ? name[locale] : t("seats")}
          unit={unit?.[locale] ?? ""}
          value={chosenAmount(field, quantities)}
          stops={stops}
          decimals={decimals}
          onChange={(amount) => onChange(withAmount(field, quantities, amount))}
        />
      );
    }
  }
}
