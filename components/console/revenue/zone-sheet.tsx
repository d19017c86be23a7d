"use client";

import { useTranslations } from "next-intl";
import { TimeZoneSelect } from "@/components/console/tenants/time-zone-select";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import type { saveBookSettings } from "@/lib/features/console/revenue/book-settings";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type ZoneSheetProps = { timeZone: string; save: ActionOf<typeof saveBookSettings> };

/** Says in whose months money is reported. */
export function ZoneSheet({ timeZone, save }: ZoneSheetProps) {
  const t = useTranslations("money.zone");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button>{t("button", { zone: timeZone })}</Button>}
      title={t("title")}
      description={t("lead")}
      submitLabel={t("submit")}
      onSubmit={(value) =>
        runAction(
          () => save({ timeZone: value("timeZone") }),
          (saved) => done(t("done", { zone: saved.timeZone })),
        )
      }
    >
      <FormField name="timeZone" label={t("label")}>
        <TimeZoneSelect chosen={timeZone} />
      </FormField>
    </FormSheet>
  );
}
