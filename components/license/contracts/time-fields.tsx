"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { atEnds } from "@/lib/domain/contract/contract";
import type { ContractFieldProps } from "./contract-field-props";

/** From when, until when, and what then. Times are those of the tenant. */
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
        <FormField name="startsAt" label={t("startsAtField")} hint={zone}>
          <TextInput
            type="datetime-local"
            value={draft.startsAt}
            className="figures"
            onValueChange={(startsAt) => change({ startsAt })}
          />
        </FormField>
      )}
      <FormField name="endsAt" label={t("ends")} hint={zone} optional>
        <TextInput
          type="datetime-local"
          value={draft.endsAt}
          className="figures"
          onValueChange={(endsAt) => change({ endsAt })}
        />
      </FormField>
      {draft.endsAt && (
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
