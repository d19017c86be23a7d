import { and, desc, eq, isNull } from "drizzle-orm";
import { tenantNotes } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";

export type Note = typeof tenantNotes.$inferSelect;

/** Notes that are not deleted, pinned ones first, then newest first. Needs the staff role. */
export const notesOf = (tx: Transaction, tenantId: Id<"tenant">): Promise<Note[]> =>
  tx
    .select()
    .from(tenantNotes)
    .where(and(eq(tenantNotes.tenantId, tenantId), isNull(tenantNotes.deletedAt)))
    .orderBy(desc(tenantNotes.isPinned), desc(tenantNotes.createdAt), desc(tenantNotes.id))
    .limit(500);

/** A note that is not deleted, locked. Needs the staff role. */
export async function lockNote(tx: Transaction, tenantId: Id<"tenant">, id: Id<"note">): Promise<Note> {
  const [note] = await tx
    .select()
    .from(tenantNotes)
    .where(and(eq(tenantNotes.tenantId, tenantId), eq(tenantNotes.id, id), isNull(tenantNotes.deletedAt)))
    .for("update");
  if (!note) throw new Refused("not_found");
  return note;
}

/** What a person wrote, only that person changes. */
export function requireAuthor(ctx: Context, note: Note): void {
  if (ctx.actor.kind !== "user" || ctx.actor.userId !== note.authorId) throw new Refused("forbidden");
}
