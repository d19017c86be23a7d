"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DateText } from "@/components/ui/date-text";
import type { resumeTenancy } from "@/lib/features/console/tenant-records/end-tenancy";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type ClosedNoticeProps = {
  name: string;
  closedAt: string;
  timeZone: string;
  /** Null for those who may not reopen it. */
  reopenTenant: ActionOf<typeof resumeTenancy> | null;
};

/** Above everything of a closed tenant, with the way back. */
export function ClosedNotice({ name, closedAt, timeZone, reopenTenant }: ClosedNoticeProps) {
  const t = useTranslations("tenantSettings.closing");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <Banner
      className="mb-5"
      title={t.rich("since", { time: () => <DateText at={closedAt} timeZone={timeZone} /> })}
      action={
        reopenTenant && (
          <ConfirmDialog
            trigger={<Button size="sm">{t("reopen")}</Button>}
            title={t("reopenTitle", { name })}
            confirmLabel={t("reopen")}
            onConfirm={() =>
              runAction(
                () => reopenTenant({}),
                () => done(t("reopened")),
              )
            }
          >
            {t("reopenBody")}
          </ConfirmDialog>
        )
      }
    >
      {t("sinceBody")}
    </Banner>
  );
}
