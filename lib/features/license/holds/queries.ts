import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { holds } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

export type Hold = typeof holds.$inferSelect;

/** An ended hold is kept for a day, so that closing it again is answered as before. */
const keptForMs = 86_400_000;

const isOpen = (tenantId: Id<"tenant">, now: Date) =>
  and(eq(holds.tenantId, tenantId), isNull(holds.closedAt), gt(holds.expiresAt, now));

/** What is held of everything, by subject. */
export async function readHeld(
  tx: Transaction,
  tenantId: Id<"tenant">,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ subject: holds.subject, held: sql<number>`sum(${holds.quantity} - ${holds.used})::int` })
    .from(holds)
    .where(isOpen(tenantId, now))
    .groupBy(holds.subject);
  return new Map(rows.map(({ subject, held }) => [subject, held]));
}

export async function findHold(
  tx: Transaction,
  tenantId: Id<"tenant">,
  id: Id<"hold">,
): Promise<Hold | null> {
  const [hold] = await tx
    .select()
    .from(holds)
    .where(and(eq(holds.tenantId, tenantId), eq(holds.id, id)));
  return hold ?? null;
}

export const holdsNow = ({ closedAt, expiresAt }: Hold, now: Date): boolean =>
  closedAt === null && expiresAt > now;

export async function updateHold(
  tx: Transaction,
  { tenantId, id }: Hold,
  change: Partial<Pick<Hold, "used" | "outcome" | "closedAt">>,
): Promise<void> {
  await tx
    .update(holds)
    .set(change)
    .where(and(eq(holds.tenantId, tenantId), eq(holds.id, id)));
}

export async function insertHold(tx: Transaction, hold: Omit<Hold, "used" | "outcome" | "closedAt">) {
  await tx.insert(holds).values(hold);
  const old = lt(holds.expiresAt, new Date(hold.createdAt.getTime() - keptForMs));
  await tx.delete(holds).where(and(eq(holds.tenantId, hold.tenantId), old));
}
