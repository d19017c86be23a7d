"use client";

import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import type { ComingHold, holdComing, releaseComing } from "@/lib/features/billing/close/hold-coming";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { formatDate } from "@/lib/i18n/format";

type ComingHoldActions = {
  holdComing: ActionOf<typeof holdComing>;
  releaseComing: ActionOf<typeof releaseComing>;
};
type ComingHoldNoticeProps = {
  coming: { hold: ComingHold | null; mayHold: boolean };
  timeZone: string;
  actions: ComingHoldActions;
};

/** Holds what is invoiced next before it is made, or says that it is held and lets it go on. */
export function ComingHoldNotice({ coming: { hold, mayHold }, timeZone, actions }: ComingHoldNoticeProps) {
  if (hold) return <Held hold={hold} timeZone={timeZone} releaseComing={actions.releaseComing} />;
  return mayHold && <HoldSheet holdComing={actions.holdComing} />;
}

function Held({
  hold,
  timeZone,
  releaseComing,
}: {
  hold: ComingHold;
  timeZone: string;
  releaseComing: ComingHoldActions["releaseComing"];
}) {
  const t = useTranslations("closes");
  const { pending, run } = useButtonAction();
  const done = useDone();
  const date = formatDate(hold.until, timeZone, useLocale(), "long");
  return (
    <p className="mb-4 flex flex-wrap items-baseline gap-x-3 gap-y-2">
      {t("comingHeld", { date, reason: hold.reason })}
      <Button
        size="sm"
        disabled={pending}
        onClick={() =>
          run(
            () => releaseComing({}),
            () => done(t("released")),
          )
        }
      >
        {t("release")}
      </Button>
    </p>
  );
}

function HoldSheet({ holdComing }: Pick<ComingHoldActions, "holdComing">) {
  const t = useTranslations("closes");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <p className="mb-4">
      <FormSheet
        trigger={<Button size="sm">{t("holdComing")}</Button>}
        title={t("holdComing")}
        description={t("holdComingLead")}
        submitLabel={t("holdSubmit")}
        onSubmit={(value) =>
          runAction(
            () => holdComing({ days: Number(value("days")), reason: value("reason") }),
            () => done(t("held")),
          )
        }
      >
        <FormField name="days" label={t("comingDays")} hint={t("daysHint")}>
          <TextInput inputMode="numeric" defaultValue="3" required />
        </FormField>
        <FormField name="reason" label={t("why")}>
          <TextInput required maxLength={500} />
        </FormField>
      </FormSheet>
    </p>
  );
}
