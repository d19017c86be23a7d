"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useButtonAct, useFormAct } from "@/components/patterns/use-act";
import { Button } from "@/components/ui/button";
import type { InvitationActs } from "./member-acts";
import { useDone } from "./use-done";

type Which = { invitation: { id: string; email: string } };

/** Mails a new link; the one before stops working. */
export function ResendInvitation({ invitation, resend }: Which & Pick<InvitationActs, "resend">) {
  const t = useTranslations("people.open");
  const { pending, run } = useButtonAct();
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
          () => resend(id),
          () => done(t("resent", { email })),
        )
      }
    >
      {t("resend")}
    </Button>
  );
}

/** Takes an invitation back after a question. */
export function WithdrawInvitation({ invitation, withdraw }: Which & Pick<InvitationActs, "withdraw">) {
  const t = useTranslations("people.open");
  const act = useFormAct();
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
        act(
          () => withdraw(id),
          () => done(t("withdrawn", { email })),
        )
      }
    >
      {t("withdrawBody")}
    </ConfirmDialog>
  );
}
