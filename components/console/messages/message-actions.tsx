"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import type { Direction, MessageRow } from "@/lib/features/console/messages/message-view";
import type { retryMessage } from "@/lib/features/console/messages/retry-message";
import type { skipMessage } from "@/lib/features/console/messages/skip-message";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { kindText } from "./message-words";

export type MessageActions = {
  retryMessage: ActionOf<typeof retryMessage>;
  skipMessage: ActionOf<typeof skipMessage>;
};

type MessageActionButtonsProps = { direction: Direction; message: MessageRow; actions: MessageActions };

/** What the reader may do about a message; nothing for most readers and most messages. */
export function MessageActionButtons({ direction, message, actions }: MessageActionButtonsProps) {
  const t = useTranslations("messages");
  const runAction = useFormAction();
  const done = useDone();
  const { id, mayRetry, maySkip } = message;
  if (!mayRetry && !maySkip) return null;
  const name = `${kindText(t, message)} ${id}`;
  return (
    // Above the link that covers the row.
    <span className="relative z-[1] flex flex-wrap items-center gap-2">
      {mayRetry && (
        <ConfirmDialog
          trigger={
            <Button size="sm" aria-label={t("retryOf", { message: name })}>
              {t("retry")}
            </Button>
          }
          title={t("retryOf", { message: kindText(t, message) })}
          confirmLabel={t("retry")}
          onConfirm={() =>
            runAction(
              () => actions.retryMessage({ direction, id }),
              ({ outcome }) => done(t(`outcomes.${outcome}`)),
            )
          }
        >
          {id}
        </ConfirmDialog>
      )}
      {maySkip && (
        <FormSheet
          trigger={
            <Button size="sm" aria-label={t("skipOf", { message: name })}>
              {t("skip")}
            </Button>
          }
          title={t("skipTitle")}
          description={t("skipLead")}
          danger
          submitLabel={t("skipSubmit")}
          onSubmit={(value) =>
            runAction(
              () => actions.skipMessage({ direction, id, reason: value("reason") }),
              () => done(t("skipped")),
            )
          }
        >
          <FormField name="reason" label={t("skipReason")} hint={t("skipReasonHint")}>
            <TextInput autoComplete="off" maxLength={500} />
          </FormField>
        </FormSheet>
      )}
    </span>
  );
}
