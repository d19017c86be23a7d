"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextInput } from "@/components/ui/text-input";
import type { ContractFieldProps } from "./contract-field-props";

/** Who makes the invoices: Choba, or people in Stripe's dashboard (SALES-3). */
export function InvoicingFields({ draft, change, contracts }: ContractFieldProps) {
  const t = useTranslations("contracts");
  const { forStaff } = contracts;
  const mayInvoice = forStaff?.stripeIntegration === true && forStaff.hasPaymentAccount;
  return (
    <>
      <RadioCards
        legend={t("invoicing")}
        value={draft.invoicedBy}
        onValueChange={(invoicedBy) => change({ invoicedBy })}
        options={[
          {
            value: "choba",
            title: t("invoicedByChoba"),
            description: mayInvoice
              ? t("invoicedByChobaHint")
              : t(forStaff?.stripeIntegration ? "noAccount" : "stripeOff"),
            disabled: !mayInvoice,
          },
          {
            value: "stripe_dashboard",
            title: t("invoicedByDashboard"),
            description: t("invoicedByDashboardHint"),
          },
        ]}
      />
      {draft.invoicedBy === "choba" ? (
        <>
          <RadioCards
            legend={t("howPaid")}
            value={draft.paidBy}
            onValueChange={(paidBy) => change({ paidBy })}
            options={[
              { value: "transfer", title: t("paidByTransfer"), description: t("paidByTransferHint") },
              { value: "card", title: t("paidByCard"), description: t("paidByCardHint") },
            ]}
          />
          {draft.paidBy === "transfer" && (
            <FormField name="invoicing.daysUntilDue" label={t("daysUntilDue")}>
              <TextInput
                value={draft.daysUntilDue}
                inputMode="numeric"
                className="figures"
                onValueChange={(daysUntilDue) => change({ daysUntilDue })}
              />
            </FormField>
          )}
        </>
      ) : (
        forStaff?.stripeIntegration && (
          <FormField
            name="invoicing.stripeSubscriptionId"
            label={t("subscription")}
            hint={t("subscriptionHint")}
            optional
          >
            <TextInput
              value={draft.stripeSubscriptionId}
              placeholder="sub_…"
              spellCheck={false}
              autoComplete="off"
              className="font-mono"
              onValueChange={(stripeSubscriptionId) => change({ stripeSubscriptionId })}
            />
          </FormField>
        )
      )}
    </>
  );
}
