"use client";

import { useEffect, useState } from "react";
import { isSameDraft, type PlanDraft } from "./plan-editor-state";

type Kept = PlanDraft & { revision: number | null };

const keptMs = 400;
const nameOf = (key: string) => `choba.plan-draft.${key}`;

/**
 * Keeps a copy of unsaved changes in this tab, so that the back button, a crash or a lost session lose nothing.
 * `kept` is the copy that was found when the editor opened, with the revision that it was based on. It stays stored
 * while it is offered, so a second reload offers it again.
 */
export function useKeptDraft(key: string, draft: PlanDraft, revision: number | null, isDirty: boolean) {
  const [kept, setKept] = useState<Kept | null>(null);
  const [isRead, setIsRead] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read once, when the editor opens.
  useEffect(() => {
    const found = readKept(key);
    if (found && !isSameDraft(found, draft)) setKept(found);
    setIsRead(true);
  }, []);

  const { rank, definition } = draft;
  useEffect(() => {
    if (!isRead) return;
    const later = setTimeout(() => {
      if (isDirty) write(key, { rank, definition, revision });
      else if (kept) write(key, kept);
      else remove(key);
    }, keptMs);
    return () => clearTimeout(later);
  }, [key, rank, definition, revision, isDirty, isRead, kept]);

  function clear() {
    remove(key);
    setKept(null);
  }

  return {
    kept,
    /** The copy is in the editor now, and is stored as typed text until it is saved. */
    restored: () => setKept(null),
    /** Deletes the copy. */
    clear,
  };
}

// Storage may be switched off or full; the editor works without it.
function readKept(key: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(key)) ?? "null");
  } catch {
    return null;
  }
}

function write(key: string, kept: Kept) {
  try {
    sessionStorage.setItem(nameOf(key), JSON.stringify(kept));
  } catch {
    // As above.
  }
}

function remove(key: string) {
  try {
    sessionStorage.removeItem(nameOf(key));
  } catch {
    // As above.
  }
}
