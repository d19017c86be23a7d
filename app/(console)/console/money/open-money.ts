import { notFound } from "next/navigation";
import { cache } from "react";
import type { Guarded } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { openConsole } from "../open-console";

/** For the pages of money: to everybody but staff they do not exist. */
export const openMoney = cache(async (): Promise<Guarded> => {
  const guarded = await openConsole();
  if (!may(rolesOf(guarded.ctx.actor, null), "money.view")) notFound();
  return guarded;
});
