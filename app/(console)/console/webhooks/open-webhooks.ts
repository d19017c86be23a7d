import { notFound } from "next/navigation";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { openConsole } from "../open-console";

/** For the pages of webhooks, title and all; the use-cases check again. */
export async function openWebhooks() {
  const { ctx } = await openConsole();
  if (!may(rolesOf(ctx.actor, null), "webhooks.view")) notFound();
  return { ctx };
}
