"use client";

import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { NativeSelect } from "@/components/ui/native-select";
import { TextInput } from "@/components/ui/text-input";
import {
  type AddressForm,
  type AddressPart,
  addressForm,
  type StateChoice,
} from "@/lib/domain/billing-details/address/address-form";
import type { Address } from "@/lib/domain/billing-details/billing-details";

const autoComplete: Record<AddressPart, string> = {
  postalCode: "postal-code",
  state: "address-level1",
  city: "address-level2",
  line1: "address-line1",
  line2: "address-line2",
};

/** The parts of an address in the order and under the names of its country. */
export function AddressFields({ country, known }: { country: string; known: Address }) {
  const form = addressForm(country);
  // A part that the country does not use but that has a value is shown, so that it can be emptied.
  const left = (Object.keys(autoComplete) as AddressPart[]).filter(
    (part) => !form.order.includes(part) && known[part] !== "",
  );
  return [...form.order, ...left].map((part) => (
    <AddressPartField key={part} part={part} form={form} known={known[part]} />
  ));
}

function AddressPartField({ part, form, known }: { part: AddressPart; form: AddressForm; known: string }) {
  const name = useAddressPartName(form)(part);
  const optional = !form.required.includes(part);
  if (part === "state" && form.states)
    return (
      <FormField name={part} label={name} optional={optional}>
        <StateSelect states={form.states} known={known} />
      </FormField>
    );
  return (
    <FormField name={part} label={name} optional={optional}>
      <TextInput
        defaultValue={known}
        autoComplete={autoComplete[part]}
        placeholder={part === "postalCode" ? form.postalCodeExample : undefined}
      />
    </FormField>
  );
}

function StateSelect({ states, known }: { states: readonly StateChoice[]; known: string }) {
  const t = useTranslations("common");
  const locale = useLocale();
  return (
    <NativeSelect
      defaultValue={states.some(({ value }) => value === known) ? known : ""}
      autoComplete={autoComplete.state}
    >
      <option value="">{t("choose")}</option>
      {states.map(({ value, en, ja }) => (
        <option key={value} value={value}>
          {locale === "ja" ? (ja ?? en) : en}
        </option>
      ))}
    </NativeSelect>
  );
}

/** What a country calls a part of its addresses. */
export function useAddressPartName({ names }: AddressForm): (part: AddressPart) => string {
  const t = useTranslations("billingDetails.parts");
  return (part) => t(names[part]);
}
