import { reconciliationSeen } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";

/** Notes what a list showed: what of ours it does not show is gone, and is read singly. */
export async function noteSeen(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .insert(reconciliationSeen)
    .values(ids.map((objectId) => ({ objectId })))
    .onConflictDoNothing();
}
