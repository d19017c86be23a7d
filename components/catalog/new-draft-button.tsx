"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import type { PlanDetail, PlanVersionView } from "@/lib/features/catalog/plans/overview/read-plan";
import type { PlanActions } from "./plan-actions";

type NewDraftButtonProps = {
  plan: PlanDetail;
  version: PlanVersionView;
  actions: Pick<PlanActions, "savePlanDraft">;
};

/** Begins the next version from this one. A draft that is there already would be replaced, which is asked first. */
export function NewDraftButton({ plan, version, actions }: NewDraftButtonProps) {
  const t = useTranslations("catalog.version");
  const router = useRouter();
  const runForm = useFormAction();
  const { pending, run } = useButtonAction();
  const begin = () =>
    actions.savePlanDraft({
      key: plan.key,
      rank: plan.rank,
      definition: version.definition,
      revision: plan.draft?.revision ?? null,
    });
  const open = () => {
    router.push(`/console/catalog/plans/${plan.key}`);
    router.refresh();
  };
  const label = t("newDraft", { version: version.version });
  if (!plan.draft)
    return (
      <Button
        variant="primary"
        icon={<Pencil aria-hidden="true" />}
        pending={pending}
        onClick={() => run(begin, open)}
      >
        {label}
      </Button>
    );
  return (
    <ConfirmDialog
      trigger={<Button icon={<Pencil aria-hidden="true" />}>{label}</Button>}
      title={t("replaceDraftTitle")}
      confirmLabel={t("replaceDraft")}
      danger
      onConfirm={() => runForm(begin, open)}
    >
      {t("replaceDraftBody", { name: plan.draft.updatedBy, version: version.version })}
    </ConfirmDialog>
  );
}
