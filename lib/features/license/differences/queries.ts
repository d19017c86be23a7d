import { and, desc, eq, isNull, lte } from "drizzle-orm";
import { stripeDifferences } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { DifferenceRow } from "./record-differences";

/** What differs now, newest first. */
export async function openDifferences(tx: Transaction, tenantId: Id<"tenant">): Promise<DifferenceRow[]> {
  return tx
    .select()
    .from(stripeDifferences)
    .where(and(eq(stripeDifferences.tenantId, tenantId), isNull(stripeDifferences.closedAt)))
    .orderBy(desc(stripeDifferences.foundAt), desc(stripeDifferences.id));
}

export async function findDifference(
  tx: Transaction,
  tenantId: Id<"tenant">,
  id: Id<"difference">,
): Promise<DifferenceRow | null> {
  const [row] = await tx
    .select()
    .from(stripeDifferences)
    .where(and(eq(stripeDifferences.tenantId, tenantId), eq(stripeDifferences.id, id)));
  return row ?? null;
}

const hourMs = 3_600_000;

/** Tenants whose subscription was ended at Stripe an hour ago, and nobody has decided since. Needs the staff role. */
export async function tenantsUndecided(tx: Transaction, now: Date, limit: number): Promise<Id<"tenant">[]> {
  const rows = await tx
    .select({ tenantId: stripeDifferences.tenantId })
    .from(stripeDifferences)
    .where(
      and(
        isNull(stripeDifferences.closedAt),
        isNull(stripeDifferences.decision),
        eq(stripeDifferences.kind, "subscription_cancelled"),
        lte(stripeDifferences.foundAt, new Date(now.getTime() - hourMs)),
      ),
    )
    .limit(limit);
  return rows.map(({ tenantId }) => tenantId);
}
