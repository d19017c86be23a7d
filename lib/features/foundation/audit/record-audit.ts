import { createHash } from "node:crypto";
import { auditLog } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { actorLabel } from "@/lib/domain/access/actor";
import type { AuditAction } from "@/lib/domain/activity/audit-actions";
import { eventOfAudit } from "@/lib/domain/events/event-of-audit";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { noteEvent } from "@/lib/features/foundation/events/note-event";

/** One fact for the log. `before` and `after` hold only what changed, as JSON. */
export type Audit = {
  action: AuditAction;
  before?: unknown;
  after?: unknown;
  /** The id of the order, member and so on that it is about, for the event that tells of it. The log does not keep it. */
  about?: string;
};

/**
 * Appends to the tenant's audit log inside the caller's transaction, so a change and its record stand or fall together. What
 * concerns the SaaS's own servers becomes an event too.
 */
export async function recordAudit(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  entry: Audit,
): Promise<void> {
  await tx.insert(auditLog).values({ ...rowOf(ctx, tenantId, entry), id: newId("audit") });
  const type = eventOfAudit(entry);
  if (type) await noteEvent(tx, ctx, tenantId, { type, about: entry.about, entry });
}

/** The most rows of one statement: each has nine of the 65,535 parameters that PostgreSQL takes. */
const mostRows = 5_000;

/** The same fact for many tenants, in one statement for thousands of them. */
export async function recordAuditOfMany(
  tx: Transaction,
  ctx: Context,
  tenantIds: readonly Id<"tenant">[],
  entry: Audit,
): Promise<void> {
  const rows = tenantIds.map((tenantId) => ({ ...rowOf(ctx, tenantId, entry), id: newId("audit") }));
  for (let from = 0; from < rows.length; from += mostRows)
    await tx.insert(auditLog).values(rows.slice(from, from + mostRows));
}

/**
 * The same for what happens too often to write each time down: one entry for all that is done under one `name`. Waits for
 * another transaction that is just writing it, so it belongs before the locks on what is changed.
 */
export async function recordAuditOnce(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  entry: Audit,
  name: string,
): Promise<void> {
  const id: Id<"audit"> = `aud_${createHash("sha256").update(name).digest("hex").slice(0, 32)}`;
  await tx
    .insert(auditLog)
    .values({ ...rowOf(ctx, tenantId, entry), id })
    .onConflictDoNothing();
}

const rowOf = (ctx: Context, tenantId: Id<"tenant">, { action, before, after }: Audit) => ({
  tenantId,
  at: ctx.now,
  actor: actorLabel(ctx.actor),
  actorName: actorName(ctx),
  action,
  before: before ?? null,
  after: after ?? null,
  requestId: ctx.requestId,
});

/** The actor's name as it is today: later readers see who it was even when the person has gone. */
export function actorName(ctx: Context): string {
  // Manual changes in Stripe's dashboard: Stripe does not report who made them.
  if (ctx.actor.kind === "system") return ctx.actor.process === "stripe" ? "Stripe" : "Choba";
  if (ctx.actor.kind === "visitor") return "Visitor";
  return ctx.actor.kind === "api_key" ? "API" : ctx.actor.name;
}
