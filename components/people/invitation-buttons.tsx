"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import type { InvitationActions } from "./member-actions";
import { useDone } from "./use-done";

type Which = { invitation: { id: string; email: string } };

/** Mails a new link; the one before stops working. */
export function ResendInvitation({ invitation, resend }: Which & Pick<InvitationActions, "resend">) {
  const t = useTranslations("people.open");
  const { pending, run } = useButtonAction();
  const done = useDone();
  const { id, email } = invitation;
  return (
    <Button
      size="sm"
      variant="row"
      pending={pending}
      aria-label={t("resendNamed", { email })}
      onClick={() =>
        run(
          () => resend({ invitationId: id }),
          () => done(t("resent", { email })),
        )
      }
    >
      {t("resend")}
    </Button>
  );
}

/** Takes an invitation back after a question. */
export function WithdrawInvitation({ invitation, withdraw }: Which & Pick<InvitationActions, "withdraw">) {
  const t = useTranslations("people.open");
  const runAction = useFormAction();
  const done = useDone();
  const { id, email } = invitation;
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="row" aria-label={t("withdrawNamed", { email })}>
          {t("withdraw")}
        </Button>
      }
      title={t("withdrawTitle", { email })}
      confirmLabel={t("withdrawConfirm")}
      danger
      onConfirm={() =>
        runAction(
          () => withdraw({ invitationId: id }),
          () => done(t("withdrawn", { email })),
        )
      }
    >
      {t("withdrawBody")}
    </ConfirmDialog>
  );
}
