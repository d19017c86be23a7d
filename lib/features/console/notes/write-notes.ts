import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { tenantNotes } from "@/drizzle/schema";

import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { noteBody, noteId } from "./note-rules";
import { lockNote, type Note, requireAuthor } from "./queries";

/** A tenant's own rights reach no note. What a note says never goes into the audit log, which outlives it. */
const writing = staffOnTenant("notes.write");

const isNote = ({ tenantId, id }: Note) => and(eq(tenantNotes.tenantId, tenantId), eq(tenantNotes.id, id));

/** `requestKey` is made by the form when it opens: sending the same note twice writes it once. */
export const addNote = useCase(writing, {
  input: z.strictObject({ body: noteBody, isPinned: z.boolean().default(false), requestKey: z.uuid() }),
  async write({ ctx, input, tx, tenantId, audit }) {
    if (ctx.actor.kind !== "user") throw new Refused("forbidden");
    const id: Id<"note"> = `note_${input.requestKey.replaceAll("-", "")}`;
    const { userId: authorId, name: authorName } = ctx.actor;
    const { body, isPinned } = input;
    const written = await tx
      .insert(tenantNotes)
      .values({ tenantId, id, authorId, authorName, body, isPinned, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: tenantNotes.id });
    if (written.length > 0) await audit({ action: "note.add" });
    return { id };
  },
});

/** Only its author rewrites a note. */
export const editNote = useCase(writing, {
  input: z.strictObject({ id: noteId, body: noteBody }),
  async write({ ctx, input, tx, tenantId, audit }) {
    const note = await lockNote(tx, tenantId, input.id);
    requireAuthor(ctx, note);
    if (note.body === input.body) return { id: note.id };
    await tx.update(tenantNotes).set({ body: input.body, editedAt: ctx.now }).where(isNote(note));
    await audit({ action: "note.edit" });
    return { id: note.id };
  },
});

/** Only its author deletes a note; it is no longer shown and stays in the database. */
export const deleteNote = useCase(writing, {
  input: z.strictObject({ id: noteId }),
  async write({ ctx, input, tx, tenantId, audit }) {
    const note = await lockNote(tx, tenantId, input.id);
    requireAuthor(ctx, note);
    await tx.update(tenantNotes).set({ deletedAt: ctx.now }).where(isNote(note));
    await audit({ action: "note.delete" });
    return { id: note.id };
  },
});

/** Anybody who writes notes may say which matter most. */
export const pinNote = useCase(writing, {
  input: z.strictObject({ id: noteId, isPinned: z.boolean() }),
  async write({ input, tx, tenantId, audit }) {
    const note = await lockNote(tx, tenantId, input.id);
    if (note.isPinned === input.isPinned) return { id: note.id };
    await tx.update(tenantNotes).set({ isPinned: input.isPinned }).where(isNote(note));
    await audit({ action: input.isPinned ? "note.pin" : "note.unpin" });
    return { id: note.id };
  },
});
