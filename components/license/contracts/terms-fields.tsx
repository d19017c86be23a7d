"use client";

import { useTranslations } from "next-intl";
import { TermsControls } from "@/components/catalog/pricing/terms-controls";
import { useFieldErrors } from "@/components/patterns/action-form";
import { FieldErrorText } from "@/components/ui/field";
import type { ContractFieldProps } from "./contract-field-props";

/** The discount and the taxes on every invoice of the contract. */
export function TermsFields({ draft, change, contracts }: ContractFieldProps) {
  const t = useTranslations("contractTerms");
  const errors = [
    ...useFieldErrors("discount.value.percent"),
    ...useFieldErrors("discount.value.amountMinor"),
    ...useFieldErrors("discount.months"),
    ...useFieldErrors("taxKeys"),
  ];
  return (
    <section className="grid gap-4 rounded-lg border p-4">
      <h3 className="font-medium">{t("title")}</h3>
      <TermsControls
        discount={draft.discount}
        taxKeys={draft.taxKeys}
        taxes={contracts.forStaff?.taxes ?? []}
        currency={contracts.currency}
        onChange={change}
      />
      {errors.length > 0 && (
        <div className="text-bad text-sm" role="alert">
          <FieldErrorText messages={errors} />
        </div>
      )}
    </section>
  );
}
