"use server";

import { revalidatePath } from "next/cache";
import type { NewTenantForm } from "@/components/tenants/create-tenant-sheet";
import { asPerson } from "@/lib/auth/guard";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { createTenant } from "@/lib/features/console/new-tenant/create-tenant";
import { changeView as change } from "@/lib/features/console/saved-views/change-view";
import { deleteView as remove } from "@/lib/features/console/saved-views/delete-view";
import { saveView as save } from "@/lib/features/console/saved-views/save-view";
import type { Context } from "@/lib/features/foundation/context/context";
import { assignRep as assignOne } from "@/lib/features/people/tenants/assign-rep";
import { assignReps as assignMany } from "@/lib/features/people/tenants/assign-reps";

async function andShow<T>(act: (ctx: Context) => Promise<Result<T>>): Promise<Result<T>> {
  const result = await asPerson(act);
  if (result.ok) revalidatePath("/console/tenants", "layout");
  return result;
}

export async function create(form: NewTenantForm) {
  type Input = Parameters<typeof createTenant>[1];
  const input = { ...form, salesRepId: form.salesRepId || null } as Input;
  return asPerson((ctx) => createTenant(ctx, input));
}

export async function saveView(input: Parameters<typeof save>[1]) {
  return andShow((ctx) => save(ctx, input));
}

export async function changeView(input: Parameters<typeof change>[1]) {
  return andShow((ctx) => change(ctx, input));
}

export async function deleteView(input: Parameters<typeof remove>[1]) {
  return andShow((ctx) => remove(ctx, input));
}

export async function assignReps(input: Parameters<typeof assignMany>[1]) {
  return andShow((ctx) => assignMany(ctx, input));
}

export async function assignRep(tenantId: Id<"tenant">, salesRepId: Id<"user"> | null) {
  return andShow((ctx) => assignOne(ctx, tenantId, { salesRepId }));
}
