import { auditLog } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { actorLabel } from "@/lib/domain/access/actor";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "../shared/context";

/** One fact for the log. `before` and `after` hold only what changed, as JSON. */
export type Audit = { action: string; before?: unknown; after?: unknown };

/** Appends to the tenant's audit log inside the caller's transaction, so a change and its record stand or fall together. */
export async function recordAudit(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  entry: Audit,
): Promise<void> {
  await tx.insert(auditLog).values({
    tenantId,
    id: newId("audit"),
    at: ctx.now,
    actor: actorLabel(ctx.actor),
    actorName: actorName(ctx),
    action: entry.action,
    before: entry.before ?? null,
    after: entry.after ?? null,
    requestId: ctx.requestId,
  });
}

/** The actor's name as it is today: later readers see who it was even when the person has gone. */
export function actorName(ctx: Context): string {
  // What was done by hand in Stripe's dashboard: by whom, Stripe does not tell.
  if (ctx.actor.kind === "system") return ctx.actor.process === "stripe" ? "Stripe" : "Choba";
  return ctx.actor.kind === "api_key" ? "API" : ctx.actor.name;
}
