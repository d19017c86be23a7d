"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { atEnds } from "@/lib/domain/contract/contract";
import type { ContractFieldProps } from "./contract-field-props";

/** From when, until when, and what then. Days are those of the tenant. */
export function TimeFields({ draft, change, contracts }: ContractFieldProps) {
  const t = useTranslations("contracts");
  const zone = t("zone", { zone: contracts.timeZone });
  return (
    <>
      <RadioCards
        legend={t("starts")}
        value={draft.starts}
        onValueChange={(starts) => change({ starts })}
        options={[
          { value: "now", title: t("startsNow") },
          { value: "at", title: t("startsAt"), description: t("startsAtHint") },
        ]}
      />
      {draft.starts === "at" && (
        <FormField name="startsAt" label={t("firstDay")} hint={zone}>
          <TextInput
            type="date"
            value={draft.firstDay}
            className="figures"
            onValueChange={(firstDay) => change({ firstDay })}
          />
        </FormField>
      )}
      <FormField name="endsAt" label={t("lastDay")} hint={zone} optional>
        <TextInput
          type="date"
          value={draft.lastDay}
          className="figures"
          onValueChange={(lastDay) => change({ lastDay })}
        />
      </FormField>
      {draft.lastDay && (
        <FormField name="atEnd" label={t("then")}>
          <Select
            value={draft.atEnd}
            onValueChange={(atEnd) => change({ atEnd })}
            options={atEnds.map((atEnd) => ({ value: atEnd, label: t(`atEnd.${atEnd}`) }))}
          />
        </FormField>
      )}
    </>
  );
}
