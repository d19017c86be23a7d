"use server";

import { revalidatePath } from "next/cache";
import { onTenant } from "@/lib/auth/guard";
import { personAction } from "@/lib/auth/server-actions";
import type { Result } from "@/lib/domain/errors";
import { createTenant as create } from "@/lib/features/console/new-tenant/create-tenant";
import { changeView as change } from "@/lib/features/console/saved-views/change-view";
import { deleteView as remove } from "@/lib/features/console/saved-views/delete-view";
import { saveView as save } from "@/lib/features/console/saved-views/save-view";
import { assignRep as assignOne } from "@/lib/features/people/tenants/assign-rep";
import { assignReps as assignMany } from "@/lib/features/people/tenants/assign-reps";

export const createTenant = personAction(create);
export const saveView = andShow(personAction(save));
export const changeView = andShow(personAction(change));
export const deleteView = andShow(personAction(remove));
export const assignReps = andShow(personAction(assignMany));
export const assignRep = andShow(async (slug: string, input: Parameters<typeof assignOne>[2]) =>
  onTenant(slug, (ctx, tenantId) => assignOne(ctx, tenantId, input)),
);

/** Shows the list anew with what was changed. */
function andShow<Input extends unknown[], Answer>(action: (...input: Input) => Promise<Result<Answer>>) {
  return async (...input: Input): Promise<Result<Answer>> => {
    const result = await action(...input);
    if (result.ok) revalidatePath("/console", "layout");
    return result;
  };
}
