"use client";

import { Archive, ArchiveRestore, Copy, Download, MoreHorizontal, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import type { PlanDetail } from "@/lib/features/catalog/plans/overview/read-plan";
import { DuplicatePlan } from "./duplicate-plan";
import type { PlanActions } from "./plan-actions";

type PlanMenuProps = {
  plan: PlanDetail;
  /** What the page shows: the draft (null) or a version. */
  version: number | null;
  /** Null for readers who change nothing. */
  actions: Pick<PlanActions, "duplicatePlan" | "retirePlan" | "restorePlan" | "discardPlanDraft"> | null;
};

type Question = "duplicate" | "retire" | "discard";

/** What can be done with a plan beside writing its next version. */
export function PlanMenu({ plan, version, actions }: PlanMenuProps) {
  const t = useTranslations("catalog.menu");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runForm = useFormAction();
  const { run } = useButtonAction();
  const [question, setQuestion] = useState<Question | null>(null);
  const isOnSale = plan.versions.some((candidate) => candidate.isOnSale);
  const name = (plan.versions[0]?.definition ?? plan.start.definition).name[locale] || plan.key;
  const exportHref = `/console/catalog/plans/${plan.key}/export${version === null ? "" : `?version=${version}`}`;
  const close = () => setQuestion(null);
  const done = (title: string) => () => {
    toast({ title });
    router.refresh();
  };
  const draft = plan.draft;

  return (
    <>
      <Menu
        trigger={
          <Button icon={<MoreHorizontal aria-hidden="true" />} aria-label={t("more", { name })}>
            {t("open")}
          </Button>
        }
      >
        <MenuItem icon={<Download />} onClick={() => window.location.assign(exportHref)}>
          {t("export")}
        </MenuItem>
        {actions && (
          <>
            <MenuItem icon={<Copy />} onClick={() => setQuestion("duplicate")}>
              {t("duplicate")}
            </MenuItem>
            {(draft || plan.versions.length > 0) && <MenuSeparator />}
            {draft && (
              <MenuItem icon={<Trash2 />} danger onClick={() => setQuestion("discard")}>
                {t("discard")}
              </MenuItem>
            )}
            {isOnSale && (
              <MenuItem icon={<Archive />} danger onClick={() => setQuestion("retire")}>
                {t("retire")}
              </MenuItem>
            )}
            {plan.retiredAt && (
              <MenuItem
                icon={<ArchiveRestore />}
                onClick={() =>
                  run(() => actions.restorePlan({ key: plan.key }), done(t("restored", { name })))
                }
              >
                {t("restore")}
              </MenuItem>
            )}
          </>
        )}
      </Menu>
      {actions && (
        <>
          <DuplicatePlan
            open={question === "duplicate"}
            onClose={close}
            planKey={plan.key}
            duplicate={(newKey) => actions.duplicatePlan({ key: plan.key, newKey })}
          />
          <ConfirmDialog
            open={question === "retire"}
            onOpenChange={(open) => !open && close()}
            title={t("retireTitle", { name })}
            confirmLabel={t("retireNow")}
            onConfirm={() =>
              runForm(() => actions.retirePlan({ key: plan.key }), done(t("retired", { name })))
            }
          >
            {t("retireBody", { count: plan.holders.count })}
          </ConfirmDialog>
          <ConfirmDialog
            open={question === "discard"}
            onOpenChange={(open) => !open && close()}
            title={t("discardTitle", { name })}
            confirmLabel={t("discardNow")}
            danger
            onConfirm={() =>
              runForm(
                () => actions.discardPlanDraft({ key: plan.key, revision: draft?.revision ?? 0 }),
                ({ planRemains }) => {
                  toast({ title: t("discarded") });
                  router.push(planRemains ? `/console/catalog/plans/${plan.key}` : "/console/catalog");
                  router.refresh();
                },
              )
            }
          >
            {plan.versions.length > 0 ? t("discardBody") : t("discardPlanBody")}
          </ConfirmDialog>
        </>
      )}
    </>
  );
}
