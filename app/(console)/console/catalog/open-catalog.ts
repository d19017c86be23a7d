import { notFound } from "next/navigation";
import { cache } from "react";
import type { Guarded } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { openConsole } from "../open-console";

/** For pages of the catalog: all staff read it, `canEdit` says who sees what changes it. */
export const openCatalog = cache(async (): Promise<Guarded & { canEdit: boolean }> => {
  const guarded = await openConsole();
  const roles = rolesOf(guarded.ctx.actor, null);
  if (!may(roles, "catalog.view")) notFound();
  return { ...guarded, canEdit: may(roles, "catalog.edit") };
});

/** True if any of the texts contains what was searched for. */
export const isFound = (search: string, texts: readonly string[]): boolean =>
  texts.some((text) => text.toLowerCase().includes(search.toLowerCase()));
