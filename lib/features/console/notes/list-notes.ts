import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
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

/** What staff wrote down about the tenant, pinned ones first. */
export const listNotes = useCase(staffOnTenant("notes.view"), {
  input: z.strictObject({}),
  async read({ ctx: { actor }, tx, tenantId, standing: { roles } }) {
    const mayWrite = may(roles, "notes.write");
    const notes = (await notesOf(tx, tenantId)).map(
      (note): NoteView => ({
        id: note.id,
        authorName: note.authorName,
        body: note.body,
        isPinned: note.isPinned,
        createdAt: note.createdAt.toISOString(),
        editedAt: note.editedAt?.toISOString() ?? null,
        isOwn: actor.kind === "user" && actor.userId === note.authorId && mayWrite,
      }),
    );
    return { notes, mayWrite };
  },
});
