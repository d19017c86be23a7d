"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { useBillingActions } from "./billing-actions";
import { useDoneToast } from "./use-done-toast";

type Props = { orderId: string; state: "awaiting_card" | "awaiting_payment" };

/** Gives up an order that waits for the payer. */
export function DiscardButton({ orderId, state }: Props) {
  const t = useTranslations("billing");
  const actions = useBillingActions();
  const runAction = useFormAction();
  const done = useDoneToast();
  return (
    <ConfirmDialog
      trigger={<Button size="sm">{t("acts.discard")}</Button>}
      title={t("discard.title")}
      confirmLabel={t("discard.submit")}
      cancelLabel={t("discard.keep")}
      onConfirm={() =>
        runAction(
          () => actions.discardOrder({ orderId }),
          ({ confirmed }) => done(t("discard.done"), confirmed),
        )
      }
    >
      {t(`discard.${state}`)}
    </ConfirmDialog>
  );
}
