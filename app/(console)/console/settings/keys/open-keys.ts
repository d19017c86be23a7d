import { notFound } from "next/navigation";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { openConsole } from "../../open-console";

/** For the page of API keys, title and all; the use-cases check again. */
export async function openKeys() {
  const { ctx } = await openConsole();
  if (!may(rolesOf(ctx.actor, null), "api_keys.manage")) notFound();
  return { ctx };
}
