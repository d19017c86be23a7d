"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { TextInput } from "@/components/ui/text-input";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";

type Name = "postalCode" | "state" | "city" | "line1" | "line2";
type AddressField = { name: Name; label: string; autoComplete: string; optional?: boolean };

/** In Japan: postal code, prefecture, city, street. Elsewhere: street, city, state, postal code. */
export function AddressFields({ country, known }: { country: string; known: BillingDetails }) {
  const t = useTranslations("billing.details");
  const isJapan = country === "JP";
  const fields: Record<Name, AddressField> = {
    postalCode: { name: "postalCode", label: t("postalCode"), autoComplete: "postal-code", optional: true },
    state: {
      name: "state",
      label: isJapan ? t("prefecture") : t("state"),
      autoComplete: "address-level1",
      optional: true,
    },
    city: {
      name: "city",
      label: isJapan ? t("cityJapan") : t("city"),
      autoComplete: "address-level2",
      optional: true,
    },
    line1: {
      name: "line1",
      label: isJapan ? t("line1Japan") : t("line1"),
      autoComplete: "address-line1",
    },
    line2: { name: "line2", label: t("line2"), autoComplete: "address-line2", optional: true },
  };
  const order: Name[] = isJapan
    ? ["postalCode", "state", "city", "line1", "line2"]
    : ["line1", "line2", "city", "state", "postalCode"];
  return order.map((name) => {
    const { label, autoComplete, optional } = fields[name];
    return (
      <FormField key={name} name={name} label={label} optional={optional}>
        <TextInput
          defaultValue={known[name]}
          autoComplete={autoComplete}
          placeholder={isJapan && name === "postalCode" ? "150-0001" : undefined}
        />
      </FormField>
    );
  });
}
