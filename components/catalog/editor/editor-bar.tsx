"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useTransition } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import type { Saving } from "./use-draft-saving";
import { useLeaveGuard } from "./use-leave-guard";

type EditorBarProps = {
  saving: Saving;
  isDirty: boolean;
  nextVersion: number;
  onSave: () => Promise<unknown>;
  onPublish: () => Promise<void>;
  /** Back to what was saved last. */
  onRevert: () => void;
  onKeepMine: () => Promise<void>;
  onTakeTheirs: () => Promise<void>;
};

/** Whether the draft is saved, with saving and publishing. It stays in view. Ctrl or ⌘ with S saves too. */
export function EditorBar(props: EditorBarProps) {
  const { saving, isDirty, nextVersion, onSave, onPublish, onRevert, onKeepMine, onTakeTheirs } = props;
  const t = useTranslations("catalog.saving");
  const router = useRouter();
  const { leaving, stay } = useLeaveGuard(isDirty);
  const [publishing, startPublishing] = useTransition();
  const [solving, startSolving] = useTransition();
  const saveNow = useEffectEvent(() => {
    if (isDirty && !saving.pending) onSave();
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      saveNow();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);

  function leaveFor(href: string) {
    const { origin, pathname, search, hash } = new URL(href);
    if (origin === window.location.origin) router.push(`${pathname}${search}${hash}`);
    else window.location.assign(href);
  }

  return (
    <div className="sticky top-(--shell-top) z-10 -mx-4 mb-4 border-b bg-paper px-4 py-2.5 sm:-mx-2 sm:px-2">
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <span role="status" className="mr-auto">
          <Chip tone={isDirty ? "warn" : "good"}>{isDirty ? t("unsaved") : t("saved")}</Chip>
        </span>
        {isDirty && (
          <Button variant="quiet" onClick={onRevert}>
            {t("revert")}
          </Button>
        )}
        <Button disabled={!isDirty} pending={saving.pending && !publishing} onClick={onSave}>
          {t("save")}
        </Button>
        <Button
          variant="primary"
          pending={publishing}
          onClick={() => startPublishing(async () => onPublish())}
        >
          {t("publish", { version: nextVersion })}
        </Button>
      </div>
      {saving.failure && <Banner tone="danger" announce className="mt-2.5" title={saving.failure} />}
      {saving.changedBy !== null && (
        <Banner
          tone="warning"
          announce
          className="mt-2.5"
          title={saving.changedBy ? t("changedBy", { name: saving.changedBy }) : t("draftGone")}
          action={
            <>
              <Button size="sm" disabled={solving} onClick={() => startSolving(async () => onTakeTheirs())}>
                {t("takeTheirs")}
              </Button>
              <Button size="sm" disabled={solving} onClick={() => startSolving(async () => onKeepMine())}>
                {t("keepMine")}
              </Button>
            </>
          }
        >
          {saving.changedBy ? t("changedHint") : t("draftGoneHint")}
        </Banner>
      )}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && stay()}
        title={t("leaveTitle")}
        cancelLabel={t("stay")}
        confirmLabel={t("saveAndLeave")}
        onConfirm={async () => {
          const saved = await onSave();
          if (saved === null) return { ok: false, message: t("notSaved") };
          if (leaving !== null) leaveFor(leaving);
        }}
      >
        {t("leaveBody")}
      </ConfirmDialog>
    </div>
  );
}
