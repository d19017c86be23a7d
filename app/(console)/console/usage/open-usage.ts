import { notFound } from "next/navigation";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { openConsole } from "../open-console";

/** For the console's pages of usage, with what the reader may do there; the use-cases check again. */
export async function openUsage() {
  const { ctx } = await openConsole();
  const roles = rolesOf(ctx.actor, null);
  if (!may(roles, "usage.explore")) notFound();
  return { ctx, maySend: may(roles, "usage.ingest") };
}
