"use server";

import type { NoteActs } from "@/components/notes/note-acts";
import { onTenant } from "@/lib/auth/guard";
import * as notes from "@/lib/features/console/notes/write-notes";

type Input<Act extends keyof NoteActs> = Parameters<NoteActs[Act]>[0];

export async function addNote(slug: string, input: Input<"add">) {
  return onTenant(slug, (ctx, tenantId) => notes.addNote(ctx, tenantId, input));
}

export async function editNote(slug: string, input: Input<"edit">) {
  return onTenant(slug, (ctx, tenantId) => notes.editNote(ctx, tenantId, input));
}

export async function removeNote(slug: string, id: string) {
  return onTenant(slug, (ctx, tenantId) => notes.deleteNote(ctx, tenantId, { id }));
}

export async function pinNote(slug: string, input: Input<"pin">) {
  return onTenant(slug, (ctx, tenantId) => notes.pinNote(ctx, tenantId, input));
}
