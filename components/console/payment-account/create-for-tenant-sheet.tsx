"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { CustomerLink } from "@/lib/features/console/customer-link/read-customer-link";
import type { PaymentAccountActions } from "./payment-account-actions";

/** Creates the Stripe customer on the tenant's behalf; the payer is the payment administrator unless said otherwise. */
export function CreateForTenantSheet({
  actions,
  view,
}: {
  actions: Pick<PaymentAccountActions, "createPaymentAccount">;
  view: CustomerLink;
}) {
  const t = useTranslations("paymentAccount");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  return (
    <FormSheet
      trigger={<Button>{t("create.open")}</Button>}
      title={t("create.title", { tenant: view.tenantName })}
      description={t("create.lead")}
      submitLabel={t("create.submit")}
      onSubmit={(value) =>
        runAction(
          () =>
            actions.createPaymentAccount({ payerName: value("payerName"), payerEmail: value("payerEmail") }),
          ({ confirmed }) => {
            toast({ title: t(confirmed ? "create.done" : "create.onItsWay"), tone: "good" });
            router.refresh();
          },
        )
      }
    >
      <FormField name="payerName" label={t("create.payerName")} hint={t("create.payerNameHint")}>
        <TextInput defaultValue={view.paymentAdministrator.name} autoComplete="off" />
      </FormField>
      <FormField name="payerEmail" label={t("create.payerEmail")} hint={t("create.payerEmailHint")}>
        <TextInput
          type="email"
          inputMode="email"
          defaultValue={view.paymentAdministrator.email}
          autoComplete="off"
        />
      </FormField>
    </FormSheet>
  );
}
