"use client";

import { Unlink } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { PaymentAccountActions } from "./payment-account-actions";

/** Ends the link after one question; what forbids it is said in the dialog. */
export function UnlinkButton({
  actions,
  stripeCustomerId,
  payer,
  tenantName,
}: {
  actions: Pick<PaymentAccountActions, "unlinkPaymentAccount">;
  stripeCustomerId: string;
  payer: string;
  tenantName: string;
}) {
  const t = useTranslations("paymentAccount.unlink");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  return (
    <ConfirmDialog
      trigger={
        <Button variant="quiet" icon={<Unlink aria-hidden="true" />}>
          {t("open")}
        </Button>
      }
      title={t("title", { tenant: tenantName })}
      confirmLabel={t("submit")}
      danger
      onConfirm={() =>
        runAction(
          () => actions.unlinkPaymentAccount({ stripeCustomerId }),
          () => {
            toast({ title: t("done"), tone: "good" });
            router.refresh();
          },
        )
      }
    >
      <p>{t("lead", { payer })}</p>
    </ConfirmDialog>
  );
}
