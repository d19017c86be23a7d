"use server";

import { revalidatePath } from "next/cache";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { type Result, refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { changeView as change } from "@/lib/features/saved-views/change";
import { deleteView as remove } from "@/lib/features/saved-views/delete";
import { saveView as save } from "@/lib/features/saved-views/save";
import type { Context } from "@/lib/features/shared/context";
import { assignRep as assignOne } from "@/lib/features/tenants/assign-rep";
import { assignReps as assignMany } from "@/lib/features/tenants/assign-reps";

async function asPerson<T>(act: (ctx: Context) => Promise<Result<T>>): Promise<Result<T>> {
  const person = await currentPerson();
  if (!person) return refused("unauthenticated");
  const result = await act(await contextOf(person));
  if (result.ok) revalidatePath("/console/tenants", "layout");
  return result;
}

export async function saveView(input: Parameters<typeof save>[1]) {
  return asPerson((ctx) => save(ctx, input));
}

export async function changeView(input: Parameters<typeof change>[1]) {
  return asPerson((ctx) => change(ctx, input));
}

export async function deleteView(input: Parameters<typeof remove>[1]) {
  return asPerson((ctx) => remove(ctx, input));
}

export async function assignReps(input: Parameters<typeof assignMany>[1]) {
  return asPerson((ctx) => assignMany(ctx, input));
}

export async function assignRep(tenantId: Id<"tenant">, salesRepId: Id<"user"> | null) {
  return asPerson((ctx) => assignOne(ctx, tenantId, { salesRepId }));
}
