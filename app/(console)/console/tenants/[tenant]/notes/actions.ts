"use server";

import { onTenant } from "@/lib/auth/guard";
import * as notes from "@/lib/features/console/notes/write-notes";

export async function addNote(slug: string, input: Parameters<typeof notes.addNote>[2]) {
  return onTenant(slug, (ctx, tenantId) => notes.addNote(ctx, tenantId, input));
}

export async function editNote(slug: string, input: Parameters<typeof notes.editNote>[2]) {
  return onTenant(slug, (ctx, tenantId) => notes.editNote(ctx, tenantId, input));
}

export async function deleteNote(slug: string, input: Parameters<typeof notes.deleteNote>[2]) {
  return onTenant(slug, (ctx, tenantId) => notes.deleteNote(ctx, tenantId, input));
}

export async function pinNote(slug: string, input: Parameters<typeof notes.pinNote>[2]) {
  return onTenant(slug, (ctx, tenantId) => notes.pinNote(ctx, tenantId, input));
}
