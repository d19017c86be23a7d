"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import type { OnDemandView } from "@/lib/features/license/on-demand/list-on-demand";
import type { OnDemandActions } from "./on-demand-card";

type WithdrawSheetProps = { charge: OnDemandView } & Pick<OnDemandActions, "withdrawOnDemand">;

/** Takes back a charge that waits for the next invoice. */
export function WithdrawSheet({ charge: { id, description }, withdrawOnDemand }: WithdrawSheetProps) {
  const t = useTranslations("onDemand.withdraw");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={
        <Button size="sm" aria-label={t("of", { name: description })}>
          {t("button")}
        </Button>
      }
      title={t("title")}
      description={t("lead", { name: description })}
      submitLabel={t("submit")}
      onSubmit={(value) =>
        runAction(
          () => withdrawOnDemand({ onDemandChargeId: id, reason: value("reason") }),
          () => done(t("done")),
        )
      }
    >
      <FormField name="reason" label={t("reason")}>
        <TextInput autoComplete="off" maxLength={500} />
      </FormField>
    </FormSheet>
  );
}
