import { reconciliationSeen } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";

/**
 * Notes what a list showed: what of ours it does not show is gone, and is read singly. Gives the ids that no earlier page
 * of this comparison showed.
 */
export async function noteSeen(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const first = await tx
    .insert(reconciliationSeen)
    .values(ids.map((objectId) => ({ objectId })))
    .onConflictDoNothing()
    .returning();
  return new Set(first.map(({ objectId }) => objectId));
}
