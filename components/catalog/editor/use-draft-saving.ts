"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { PlanActions } from "@/components/catalog/plan-actions";
import { refusalText } from "@/components/patterns/refusal";
import type { Refusal } from "@/lib/domain/errors";
import { isSameDraft, type PlanDraft } from "./plan-editor-state";

export type Saving = {
  /** What the server has. */
  saved: PlanDraft;
  /** Null while the server has no draft. */
  revision: number | null;
  pending: boolean;
  /** Somebody has saved meanwhile: their name, empty if the draft is gone. */
  changedBy: string | null;
  /** Why the last saving did not succeed. */
  failure: string | null;
};

/**
 * Saves the draft when asked, one saving after the other. It overwrites another person's saving only when asked to.
 * A refusal or a lost connection changes nothing on the screen. The page around the editor, such as the menu that
 * discards the draft, is read again with every revision; the editor keeps the typed text.
 */
export function useDraftSaving(
  key: string,
  start: PlanDraft & { revision: number | null },
  { savePlanDraft, readPlan }: Pick<PlanActions, "savePlanDraft" | "readPlan">,
) {
  const errors = useTranslations("errors");
  const t = useTranslations("catalog.saving");
  const router = useRouter();
  const running = useRef(false);
  const [saving, setSaving] = useState<Saving>({
    saved: { rank: start.rank, definition: start.definition },
    revision: start.revision,
    pending: false,
    changedBy: null,
    failure: null,
  });

  /** Answers the revision that the server has now, or null if it was not saved. */
  async function save(draft: PlanDraft, over = saving.revision): Promise<number | null> {
    if (running.current) return null;
    running.current = true;
    setSaving((before) => ({ ...before, pending: true, failure: null }));
    try {
      const { rank, definition } = draft;
      const result = await savePlanDraft({ key, rank, definition, revision: over });
      if (!result.ok) {
        const refused = await refusedSaving(result.refusal);
        setSaving((before) => ({ ...before, pending: false, ...refused }));
        return null;
      }
      const { revision } = result.value;
      setSaving({ saved: { rank, definition }, revision, pending: false, changedBy: null, failure: null });
      router.refresh();
      return revision;
    } catch {
      setSaving((before) => ({ ...before, pending: false, failure: t("notSent") }));
      return null;
    } finally {
      running.current = false;
    }
  }

  async function refusedSaving(refusal: Refusal): Promise<Pick<Saving, "changedBy" | "failure">> {
    if (refusal.code !== "changed_meanwhile")
      return { changedBy: null, failure: refusalText(errors, refusal) };
    const now = await readPlan({ key });
    return { changedBy: (now.ok && now.value.draft?.updatedBy) || "", failure: null };
  }

  /** Takes over what the server has now. */
  function takeOver(draft: PlanDraft, revision: number | null) {
    setSaving({ saved: draft, revision, pending: false, changedBy: null, failure: null });
    router.refresh();
  }

  return { saving, save, takeOver, isDirty: (draft: PlanDraft) => !isSameDraft(draft, saving.saved) };
}
