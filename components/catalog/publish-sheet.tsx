"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { refusalText } from "@/components/patterns/refusal";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { PublicationPreview } from "@/lib/features/catalog/plans/publication/preview-publication";
import type { PlanActions } from "./plan-actions";
import { PublicationEffect } from "./publication-effect";

type PublishSheetProps = {
  planKey: string;
  /** The draft that was saved and is looked at. */
  revision: number;
  draft: PlanDefinition;
  newest: { version: number; definition: PlanDefinition } | null;
  actions: PlanActions;
  planHref: string;
  fieldName: (field: string) => string;
  onClose: () => void;
  onPublished: () => void;
};

/** Shows what publishing would do. The button names the new version. */
export function PublishSheet(props: PublishSheetProps) {
  const { planKey, revision, draft, newest, actions, planHref, fieldName, onClose, onPublished } = props;
  const t = useTranslations("catalog.publish");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const words = useTranslations("catalog.saving");
  const toast = useToast();
  const router = useRouter();
  const [preview, setPreview] = useState<PublicationPreview | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    actions
      .previewPublication({ key: planKey })
      .then((result) => {
        if (!isCurrent) return;
        if (result.ok) setPreview(result.value);
        else setFailure(refusalText(errors, result.refusal));
      })
      .catch(() => isCurrent && setFailure(words("notSent")));
    return () => {
      isCurrent = false;
    };
  }, [actions, planKey, errors, words]);

  const isOvertaken = preview !== null && preview.revision !== revision;
  const hasError = preview?.problems.some((problem) => problem.severity === "error") ?? false;

  async function publish() {
    setPending(true);
    setFailure(null);
    try {
      const result = await actions.publishPlanDraft({ key: planKey, revision });
      if (!result.ok) return setFailure(refusalText(errors, result.refusal));
      const { version, stripe } = result.value;
      onPublished();
      toast(
        stripe === "pending" || stripe === "refused"
          ? { title: t("done", { version }), description: t(`stripeStates.${stripe}`), tone: "info" }
          : { title: t("done", { version }) },
      );
      router.push(`${planHref}?version=${version}`);
      router.refresh();
    } catch {
      setFailure(words("notSent"));
    } finally {
      setPending(false);
    }
  }

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && !pending && onClose()}
      size="wide"
      reading
      title={preview ? t("title", { version: preview.version }) : t("looking")}
      description={t("lead")}
      footer={
        <>
          <DialogClose>
            <Button disabled={pending}>{common("cancel")}</Button>
          </DialogClose>
          <Button
            variant="primary"
            pending={pending}
            disabled={!preview || hasError || isOvertaken}
            onClick={publish}
          >
            {preview ? t("button", { version: preview.version }) : t("buttonWaiting")}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {failure && <Banner tone="danger" announce title={failure} />}
        {isOvertaken && <Banner tone="warning" announce title={t("overtaken")} />}
        {preview ? (
          <PublicationEffect preview={preview} draft={draft} newest={newest} fieldName={fieldName} />
        ) : (
          !failure && <Skeleton className="h-48" />
        )}
      </div>
    </Sheet>
  );
}
