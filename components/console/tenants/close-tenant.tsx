"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import type { endTenancy } from "@/lib/features/console/tenant-records/end-tenancy";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type CloseTenantProps = { name: string; closeTenant: ActionOf<typeof endTenancy> };

const effects = ["people", "stops", "stays", "money"] as const;

/** Parts from a tenant. Its people lose their access at once, so its name has to be typed. */
export function CloseTenant({ name, closeTenant }: CloseTenantProps) {
  const t = useTranslations("tenantSettings.closing");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <ConfirmDialog
      trigger={<Button size="sm">{t("close")}</Button>}
      title={t("closeTitle", { name })}
      confirmLabel={t("close")}
      typeToConfirm={name}
      danger
      onConfirm={() =>
        runAction(
          () => closeTenant({}),
          () => done(t("closed")),
        )
      }
    >
      <ul className="grid list-disc gap-2 pl-5">
        {effects.map((effect) => (
          <li key={effect}>{t(`closeBody.${effect}`)}</li>
        ))}
      </ul>
      <p className="mt-3">{t("again")}</p>
    </ConfirmDialog>
  );
}
