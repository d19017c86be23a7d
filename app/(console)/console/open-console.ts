import { notFound } from "next/navigation";
import { cache } from "react";
import { type Guarded, requirePerson } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";

/** For pages of the console: to everybody but staff they do not exist. */
export const openConsole = cache(async (): Promise<Guarded> => {
  const guarded = await requirePerson();
  if (!may(rolesOf(guarded.ctx.actor, null), "console.view")) notFound();
  return guarded;
});
