"use client";

import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { PaymentAccountActions } from "./payment-account-actions";

/** Mails the payment administrator the way to Stripe's portal; names the receiver before it goes. */
export function SendPortalLinkButton({
  actions,
  to,
}: {
  actions: Pick<PaymentAccountActions, "sendPortalLink">;
  to: { name: string; email: string };
}) {
  const t = useTranslations("paymentAccount.portal");
  const toast = useToast();
  const runAction = useFormAction();
  return (
    <ConfirmDialog
      trigger={<Button icon={<Mail aria-hidden="true" />}>{t("open")}</Button>}
      title={t("title", { name: to.name })}
      confirmLabel={t("send")}
      onConfirm={() =>
        runAction(
          () => actions.sendPortalLink(),
          ({ sentTo }) => toast({ title: t("sent", { email: sentTo }), tone: "good" }),
        )
      }
    >
      <p>{t("lead", { email: to.email })}</p>
    </ConfirmDialog>
  );
}
