"use client";

import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { cx } from "@/components/ui/cx";
import { Switch } from "@/components/ui/switch";
import { Textarea, TextInput } from "@/components/ui/text-input";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { type NegotiableField, negotiableFields } from "@/lib/domain/contract/negotiable-fields";
import { type Negotiation, readableValue, shownValue } from "./negotiation";

type Props = {
  /** The published plan. */
  definition: PlanDefinition;
  negotiation: Negotiation;
  onChange: (part: Partial<Negotiation>) => void;
  className?: string;
};

/** Prices, allowances and limits that differ from the published ones, each beside what is published, and why. */
export function NegotiationFields({ definition, negotiation, onChange, className }: Props) {
  const t = useTranslations("negotiation");
  const locale = useLocale();
  const { isNegotiated, negotiated, reason } = negotiation;
  return (
    <section className={cx("grid gap-4", className)}>
      <Switch
        label={t("switch")}
        hint={t("hint")}
        checked={isNegotiated}
        onCheckedChange={(checked) => onChange({ isNegotiated: checked })}
      />
      {isNegotiated && (
        <>
          {negotiableFields(definition).map(({ component, fields }) => (
            <fieldset key={component?.key ?? "limits"} className="grid gap-3 sm:grid-cols-2">
              <legend className="mb-2 font-medium text-ink-soft text-sm">
                {component ? component.name[locale] : t("limits")}
              </legend>
              {fields.map((field) => (
                <ValueField
                  key={field.path}
                  field={field}
                  definition={definition}
                  typed={negotiated[field.path]}
                  onType={(typed) => onChange({ negotiated: { ...negotiated, [field.path]: typed } })}
                />
              ))}
            </fieldset>
          ))}
          <FormField name="override.reason" label={t("reason")} hint={t("reasonHint")}>
            <Textarea
              rows={2}
              value={reason}
              onChange={(event) => onChange({ reason: event.target.value })}
            />
          </FormField>
        </>
      )}
    </section>
  );
}

type ValueFieldProps = {
  field: NegotiableField;
  definition: PlanDefinition;
  typed: string | undefined;
  onType: (typed: string) => void;
};

function ValueField({ field, definition, typed, onType }: ValueFieldProps) {
  const t = useTranslations("negotiation");
  const locale = useLocale();
  const published = shownValue(definition, field);
  const label = t(`labels.${field.label}`, { tier: field.tier ?? 0, currency: definition.currency });
  const isChanged = typed !== undefined && typed !== published;
  return (
    <FormField
      name={`override.definition.${field.path}`}
      label={field.option ? `${field.option[locale]}: ${label}` : label}
      hint={
        isChanged
          ? t("published", { value: readableValue(definition, field, locale) ?? t("noLimit") })
          : undefined
      }
    >
      <TextInput
        value={typed ?? published}
        inputMode="decimal"
        autoComplete="off"
        placeholder={field.kind === "limit" ? t("noLimit") : undefined}
        className="figures"
        onValueChange={onType}
      />
    </FormField>
  );
}
