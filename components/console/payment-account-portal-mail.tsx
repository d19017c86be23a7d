"use client";

import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAct } from "@/components/patterns/use-act";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { PaymentAccountActs } from "./payment-account-acts";

/** Mails the payment administrator the way to Stripe's portal; names the receiver before it goes. */
export function SendPortalLinkButton({
  acts,
  to,
}: {
  acts: Pick<PaymentAccountActs, "sendPortalLink">;
  to: { name: string; email: string };
}) {
  const t = useTranslations("paymentAccount.portal");
  const toast = useToast();
  const act = useFormAct();
  return (
    <ConfirmDialog
      trigger={<Button icon={<Mail aria-hidden="true" />}>{t("open")}</Button>}
      title={t("title", { name: to.name })}
      confirmLabel={t("send")}
      onConfirm={() =>
        act(
          () => acts.sendPortalLink(),
          ({ sentTo }) => toast({ title: t("sent", { email: sentTo }), tone: "good" }),
        )
      }
    >
      <p>{t("lead", { email: to.email })}</p>
    </ConfirmDialog>
  );
}
