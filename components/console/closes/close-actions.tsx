"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import type { holdClose, releaseClose } from "@/lib/features/billing/close/hold-close";
import type { CloseRow } from "@/lib/features/console/closes/list-closes";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

/** Each takes the slug of the tenant whose close it is. */
export type CloseActionsOf = {
  holdClose: (
    slug: string,
    ...input: Parameters<ActionOf<typeof holdClose>>
  ) => ReturnType<ActionOf<typeof holdClose>>;
  releaseClose: (
    slug: string,
    ...input: Parameters<ActionOf<typeof releaseClose>>
  ) => ReturnType<ActionOf<typeof releaseClose>>;
};
type Props = { close: CloseRow; actions: CloseActionsOf };

/** Holds an invoice, lets it go on, or has it tried again. */
export function CloseActions({ close, actions }: Props) {
  return (
    <span className="mt-2 flex flex-wrap gap-2">
      {close.hold === null && <HoldSheet close={close} actions={actions} />}
      {(close.hold !== null || close.problem !== null) && <Release close={close} actions={actions} />}
    </span>
  );
}

function HoldSheet({ close, actions }: Props) {
  const t = useTranslations("closes");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button size="sm">{t("hold")}</Button>}
      title={t("holdTitle", { tenant: close.tenant.name })}
      submitLabel={t("holdSubmit")}
      onSubmit={(value) =>
        runAction(
          () =>
            actions.holdClose(close.tenant.slug, {
              closeId: close.id,
              days: Number(value("days")),
              reason: value("reason"),
            }),
          () => done(t("held")),
        )
      }
    >
      <FormField name="days" label={t("days")} hint={t("daysHint")}>
        <TextInput inputMode="numeric" defaultValue="3" required />
      </FormField>
      <FormField name="reason" label={t("why")}>
        <TextInput required maxLength={500} />
      </FormField>
    </FormSheet>
  );
}

function Release({ close, actions }: Props) {
  const t = useTranslations("closes");
  const { pending, run } = useButtonAction();
  const done = useDone();
  return (
    <Button
      size="sm"
      disabled={pending}
      onClick={() =>
        run(
          () => actions.releaseClose(close.tenant.slug, { closeId: close.id }),
          () => done(t("released")),
        )
      }
    >
      {t(close.hold ? "release" : "retry")}
    </Button>
  );
}
