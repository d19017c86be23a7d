"use client";

import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { AddonComponent } from "@/lib/domain/catalog/component";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import type { ContractFieldProps } from "./contract-field-props";

/** Which plan, how often it is paid, and how much of it. */
export function PlanFields({ draft, change, base, contracts }: ContractFieldProps) {
  const t = useTranslations("contracts");
  const locale = useLocale();
  const components = base?.definition.components ?? [];
  const hasSeats = components.some(
    (component) =>
      component.kind === "seats" || (component.kind === "usage" && component.includedPerSeat !== "0"),
  );
  return (
    <>
      <FormField name="planVersionId" label={t("plan")}>
        <Select
          value={draft.planVersionId}
          onValueChange={(planVersionId) => change({ planVersionId, negotiated: {} })}
          options={(contracts.forStaff?.bases ?? []).map(({ id, version, definition }) => ({
            value: id,
            label: t("planVersion", { plan: definition.name[locale], version }),
          }))}
        />
      </FormField>
      <FormField name="interval" label={t("interval")}>
        <Select
          value={draft.interval}
          onValueChange={(interval) => change({ interval })}
          options={paidIntervals.map((interval) => ({ value: interval, label: t(`intervals.${interval}`) }))}
        />
      </FormField>
      {hasSeats && (
        <FormField name="quantities.seats" label={t("seats")} hint={t("seatsHint")}>
          <TextInput
            value={draft.seats}
            inputMode="numeric"
            className="figures"
            onValueChange={(seats) => change({ seats })}
          />
        </FormField>
      )}
      {components.map(
        (component) =>
          component.kind === "addon" && (
            <AddonField key={component.key} component={component} draft={draft} change={change} />
          ),
      )}
    </>
  );
}

type AddonFieldProps = Pick<ContractFieldProps, "draft" | "change"> & { component: AddonComponent };

function AddonField({ component, draft, change }: AddonFieldProps) {
  const t = useTranslations("contracts");
  const locale = useLocale();
  const { key, name, choice } = component;
  const choose = (chosen: string) => change({ addons: { ...draft.addons, [key]: chosen } });
  const field = { name: `quantities.addons.${key}`, label: name[locale] };
  if (choice.type === "quantity")
    return (
      <FormField {...field}>
        <TextInput
          value={draft.addons[key] ?? "0"}
          inputMode="numeric"
          className="figures"
          onValueChange={choose}
        />
      </FormField>
    );
  const options =
    choice.type === "switch"
      ? [
          { value: "0", label: t("without") },
          { value: "1", label: t("with") },
        ]
      : choice.options.map((option) => ({ value: option.key, label: option.name[locale] }));
  return (
    <FormField {...field}>
      <Select
        value={draft.addons[key] ?? options[0]?.value ?? null}
        onValueChange={choose}
        options={options}
      />
    </FormField>
  );
}
