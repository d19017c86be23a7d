"use client";

import { Unlink } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAct } from "@/components/patterns/use-act";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { PaymentAccountActs } from "./payment-account-acts";

/** Ends the link after one question; what forbids it is said in the dialog. */
export function UnlinkButton({
  acts,
  stripeCustomerId,
  payer,
  tenantName,
}: {
  acts: Pick<PaymentAccountActs, "unlink">;
  stripeCustomerId: string;
  payer: string;
  tenantName: string;
}) {
  const t = useTranslations("paymentAccount.unlink");
  const router = useRouter();
  const toast = useToast();
  const act = useFormAct();
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
        act(
          () => acts.unlink(stripeCustomerId),
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
