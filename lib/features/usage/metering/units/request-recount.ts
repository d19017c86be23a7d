import { eq, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { usageRecounts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";

/** Stands for all tenants, or for all units. */
export const everyOne = "00000000-0000-0000-0000-000000000000";

/** What is counted again: one unit for all tenants, or all units of one tenant. UUIDs without prefix. */
export type RecountSubject = { tenantId: string; unitId: string };

/** Makes every process read again what is counted and how, before it writes again. Waits for writes under way. */
export async function moveEpoch(tx: Transaction): Promise<void> {
  await tx.execute(sql`select choba_move_epoch()`);
}

/**
 * Has something counted again from its events once this transaction commits; work under way for the same starts again.
 * The caller moved the epoch before, so what is written meanwhile is counted by the new rule already.
 */
export async function requestRecount(tx: Transaction, ctx: Context, subject: RecountSubject): Promise<void> {
  const begun = { planned: null, done: 0, cursorTenant: null, cursorDay: null, claimedUntil: null };
  const request = { ...begun, revision: uuid(), requestedAt: ctx.now };
  await tx
    .insert(usageRecounts)
    .values({ ...subject, ...request })
    .onConflictDoUpdate({ target: [usageRecounts.tenantId, usageRecounts.unitId], set: request });
  await enqueueRecount(tx, subject);
}

export const enqueueRecount = (tx: Transaction, { tenantId, unitId }: RecountSubject) =>
  enqueueJob(tx, "recount", { tenantId, unitId }, { key: `recount:${tenantId}:${unitId}` });

/** How far a recount is, in days of tenants; `planned` is null until it has begun. */
export type RecountProgress = { done: number; planned: number | null };

/** The recounts of units that are not finished yet, by the unit's UUID. */
export async function recountsOfUnits(tx: Transaction): Promise<Map<string, RecountProgress>> {
  const rows = await tx.select().from(usageRecounts).where(eq(usageRecounts.tenantId, everyOne));
  return new Map(rows.map(({ unitId, done, planned }) => [unitId, { done, planned }]));
}
