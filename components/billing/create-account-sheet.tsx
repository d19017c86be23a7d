"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { useBillingActions } from "./billing-actions";
import { useDoneToast } from "./use-done-toast";

export function CreateAccountSheet({ dashboard }: { dashboard: BillingDashboard }) {
  const t = useTranslations("billing.account");
  const actions = useBillingActions();
  const runAction = useFormAction();
  const done = useDoneToast();
  const { paymentAdministrator } = dashboard;
  return (
    <FormSheet
      trigger={<Button variant="primary">{t("create")}</Button>}
      title={t("create")}
      description={t("sheetLead")}
      submitLabel={t("create")}
      onSubmit={(value) =>
        runAction(
          () =>
            actions.createPaymentAccount({ payerName: value("payerName"), payerEmail: value("payerEmail") }),
          ({ confirmed }) => done(t("created"), confirmed),
        )
      }
    >
      <FormField name="payerName" label={t("payerName")} hint={t("payerNameHint")}>
        <TextInput defaultValue={paymentAdministrator.name} autoComplete="name" />
      </FormField>
      <FormField name="payerEmail" label={t("payerEmail")} hint={t("payerEmailHint")}>
        <TextInput
          type="email"
          inputMode="email"
          defaultValue={paymentAdministrator.email}
          autoComplete="email"
        />
      </FormField>
    </FormSheet>
  );
}
