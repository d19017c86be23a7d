"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldErrorText } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextInput } from "@/components/ui/text-input";
import { type EventType, eventAreas, eventTypes, eventTypesOf } from "@/lib/domain/events/event-types";
import type { EndpointView } from "@/lib/features/console/webhook-endpoints/list-endpoints";

/** What the form says, for the use-cases. */
export const endpointFrom = (value: (field: string) => string) => ({
  url: value("url"),
  description: value("description"),
  types: value("wants") === "some" ? eventTypes.filter((type) => value(`type.${type}`) === "on") : null,
});

export function EndpointFields({ endpoint }: { endpoint?: EndpointView }) {
  const t = useTranslations("webhooks");
  const [wants, setWants] = useState(endpoint?.types ? "some" : "all");
  return (
    <>
      <FormField name="url" label={t("url")} hint={t("urlHint")}>
        <TextInput type="url" autoComplete="off" maxLength={1000} defaultValue={endpoint?.url} />
      </FormField>
      <FormField name="description" label={t("description")} hint={t("descriptionHint")}>
        <TextInput autoComplete="off" maxLength={200} defaultValue={endpoint?.description} />
      </FormField>
      <RadioCards
        legend={t("wants")}
        name="wants"
        value={wants}
        onValueChange={setWants}
        options={[
          { value: "all", title: t("wantsAll"), description: t("wantsAllHint") },
          { value: "some", title: t("wantsSome") },
        ]}
      />
      {wants === "some" && <Types chosen={endpoint?.types ?? []} />}
    </>
  );
}

function Types({ chosen }: { chosen: readonly EventType[] }) {
  const t = useTranslations("webhooks");
  const id = useId();
  const error = useFieldErrors("types");
  return (
    <>
      {error.length > 0 && (
        <div id={id} className="text-bad text-sm">
          <FieldErrorText messages={[t("typesNeeded")]} />
        </div>
      )}
      {eventAreas
        .filter((area) => area !== "webhook")
        .map((area) => (
          <fieldset key={area} aria-describedby={error.length > 0 ? id : undefined} className="grid gap-2.5">
            <legend className="mb-2 font-medium">{t(`areas.${area}`)}</legend>
            {eventTypesOf(area).map((type) => (
              <Checkbox
                key={type}
                name={`type.${type}`}
                defaultChecked={chosen.includes(type)}
                label={<span className="font-mono text-sm">{type}</span>}
                hint={t(`types.${type}`)}
              />
            ))}
          </fieldset>
        ))}
    </>
  );
}
