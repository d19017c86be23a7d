"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { Result } from "@/lib/domain/errors";

type ArchiveButtonProps = {
  name: string;
  isArchived: boolean;
  /** What archiving means. */
  body: string;
  archive: (archived: boolean) => Promise<Result<unknown>>;
  onDone: () => void;
};

/** Archives after a question, and takes back at once. */
export function ArchiveButton({ name, isArchived, body, archive, onDone }: ArchiveButtonProps) {
  const t = useTranslations("catalog.archive");
  const toast = useToast();
  const runAction = useFormAction();
  const button = useButtonAction();
  const done = (title: string) => () => {
    toast({ title });
    onDone();
  };
  if (isArchived)
    return (
      <Button
        size="sm"
        variant="row"
        pending={button.pending}
        aria-label={t("restoreNamed", { name })}
        onClick={() => button.run(() => archive(false), done(t("restored", { name })))}
      >
        {t("restore")}
      </Button>
    );
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="row" aria-label={t("archiveNamed", { name })}>
          {t("archive")}
        </Button>
      }
      title={t("title", { name })}
      confirmLabel={t("archive")}
      onConfirm={() => runAction(() => archive(true), done(t("archived", { name })))}
    >
      {body}
    </ConfirmDialog>
  );
}
