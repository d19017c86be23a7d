import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import { type Result, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { notesOf } from "./queries";

export type NoteView = {
  id: string;
  authorName: string;
  body: string;
  isPinned: boolean;
  createdAt: string;
  editedAt: string | null;
  /** The reader wrote it, so the reader may rewrite and delete it. */
  isOwn: boolean;
};

const mayRead = useCase(tenant("notes.view"), {
  input: z.strictObject({}),
  read: async ({ standing: { roles } }) => ({ mayWrite: may(roles, "notes.write") }),
});

/** What staff wrote down about the tenant, pinned ones first. */
export async function listNotes(
  ctx: Context,
  tenantId: Id<"tenant">,
  input: Record<string, never>,
): Promise<Result<{ notes: NoteView[]; mayWrite: boolean }>> {
  const allowed = await mayRead(ctx, tenantId, input);
  if (!allowed.ok) return allowed;
  const { actor } = ctx;
  const notes = (await notesOf(tenantId)).map((note) => ({
    id: note.id,
    authorName: note.authorName,
    body: note.body,
    isPinned: note.isPinned,
    createdAt: note.createdAt.toISOString(),
    editedAt: note.editedAt?.toISOString() ?? null,
    isOwn: actor.kind === "user" && actor.userId === note.authorId && allowed.value.mayWrite,
  }));
  return succeeded({ notes, mayWrite: allowed.value.mayWrite });
}
