"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import type { MeterUnitView } from "@/lib/features/catalog/meter-units/list-meter-units";
import type { MeterUnitActions } from "./meter-unit-sheet";

/** Deletes a unit that no plan refers to. The button of one in use stays, and says why it does nothing. */
export function DeleteMeterUnit({ unit, actions }: { unit: MeterUnitView; actions: MeterUnitActions }) {
  const t = useTranslations("catalog.meterUnits");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const name = unit.displayName[locale];
  const plans = [...new Set([...unit.usedBy, ...unit.usedByDrafts])].join(", ");
  const trigger = (
    <Button size="sm" variant="row" aria-label={t("deleteNamed", { name })}>
      {t("delete")}
    </Button>
  );
  if (plans !== "")
    return (
      <Dialog
        trigger={trigger}
        title={t("cannotDelete", { name })}
        footer={
          <DialogClose>
            <Button>{common("close")}</Button>
          </DialogClose>
        }
      >
        <p className="text-ink-soft">{unit.isUsed ? t("inUse", { plans }) : t("inDrafts", { plans })}</p>
      </Dialog>
    );
  return (
    <ConfirmDialog
      trigger={trigger}
      title={t("deleteTitle", { name })}
      confirmLabel={t("delete")}
      danger
      onConfirm={() =>
        runAction(
          () => actions.deleteMeterUnit({ id: unit.id, withCounts: true }),
          () => {
            toast({ title: t("deleted", { name }) });
            router.refresh();
          },
        )
      }
    >
      {t("deleteBody")}
    </ConfirmDialog>
  );
}
