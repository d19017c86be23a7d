"use client";

import { useLocale, useTranslations } from "next-intl";
import { useWithTax } from "@/components/billing/price-tax";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextInput } from "@/components/ui/text-input";
import type { AddonComponent, SeatsComponent } from "@/lib/domain/catalog/component";
import type { PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import { formatUnitPrice } from "@/lib/i18n/format";

/** As typed: the use-case checks it and names what is wrong. */
export type TypedQuantities = { seats: string; addons: Record<string, string> };

type Props = {
  definition: PlanDefinition;
  interval: PaidInterval;
  value: TypedQuantities;
  onChange: (value: TypedQuantities) => void;
  /** What is wrong with a field, by its name in the use-case. */
  problems: Readonly<Record<string, string>>;
};

/** Seats and add-ons of the wanted license. The price beside it follows. */
export function ChangeQuantities({ definition, interval, value, onChange, problems }: Props) {
  const seats = definition.components.find((component) => component.kind === "seats");
  const addons = definition.components.filter((component) => component.kind === "addon");
  if (!seats && addons.length === 0) return null;
  const chooseAddon = (key: string, chosen: string) =>
    onChange({ ...value, addons: { ...value.addons, [key]: chosen } });
  return (
    <div className="grid gap-4">
      {seats && (
        <SeatsField
          component={seats}
          currency={definition.currency}
          interval={interval}
          value={value.seats}
          problem={problems.seats}
          onChange={(typed) => onChange({ ...value, seats: typed })}
        />
      )}
      {addons.map((component) => (
        <AddonField
          key={component.key}
          component={component}
          currency={definition.currency}
          interval={interval}
          value={value.addons[component.key] ?? ""}
          problem={problems[`addons.${component.key}`]}
          onChange={(chosen) => chooseAddon(component.key, chosen)}
        />
      ))}
    </div>
  );
}

type FieldProps<Component> = {
  component: Component;
  currency: string;
  interval: PaidInterval;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
};

function SeatsField({ component, currency, interval, value, problem, onChange }: FieldProps<SeatsComponent>) {
  const t = useTranslations("plans.quantities");
  const locale = useLocale();
  const withTax = useWithTax();
  const amount = component.unitAmountMinor[interval];
  const hint = amount
    ? t("seatsHint", {
        included: component.included,
        price: withTax(formatUnitPrice(amount, currency, locale)),
        interval: t(interval),
      })
    : undefined;
  return (
    <Field label={component.name[locale]} hint={hint} error={problem}>
      <TextInput
        value={value}
        inputMode="numeric"
        className="figures max-w-32"
        onValueChange={(typed) => onChange(typed.normalize("NFKC").replace(/\D/g, "").slice(0, 7))}
      />
    </Field>
  );
}

function AddonField({ component, currency, interval, value, problem, onChange }: FieldProps<AddonComponent>) {
  const t = useTranslations("plans.quantities");
  const locale = useLocale();
  const withTax = useWithTax();
  const { choice, name } = component;
  const price = (minor: string | null) =>
    minor === null
      ? t("notInInterval")
      : t("price", { price: withTax(formatUnitPrice(minor, currency, locale)), interval: t(interval) });
  if (choice.type === "switch")
    return (
      <Switch
        label={t("switch", { name: name[locale], price: price(choice.amountMinor[interval]) })}
        checked={value === "1"}
        disabled={choice.amountMinor[interval] === null}
        onCheckedChange={(checked) => onChange(checked ? "1" : "0")}
      />
    );
  if (choice.type === "quantity")
    return (
      <Field
        label={name[locale]}
        hint={t("quantityHint", {
          included: choice.included,
          price: price(choice.unitAmountMinor[interval]),
        })}
        error={problem}
      >
        <TextInput
          value={value}
          inputMode="numeric"
          placeholder="0"
          className="figures max-w-32"
          onValueChange={(typed) => onChange(typed.normalize("NFKC").replace(/\D/g, "").slice(0, 7))}
        />
      </Field>
    );
  const options = choice.options.filter(({ amountMinor }) => amountMinor[interval] !== null);
  return (
    <Field label={name[locale]} error={problem}>
      <Select
        value={(options.find(({ key }) => key === value) ?? options[0])?.key ?? null}
        onValueChange={onChange}
        options={options.map((option) => ({
          value: option.key,
          label: t("option", { name: option.name[locale], price: price(option.amountMinor[interval]) }),
        }))}
      />
    </Field>
  );
}
