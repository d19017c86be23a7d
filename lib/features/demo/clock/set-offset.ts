import { demoClock } from "@/drizzle/schema";
import { refreshKnownEpoch } from "@/lib/db/known-epoch";
import { acrossTenants } from "@/lib/db/transaction";

/** Sets how far Choba's clock is ahead of the machine's, in milliseconds; the demo's story begins with less than zero. */
export async function setOffset(offsetMs: number): Promise<void> {
  await acrossTenants((tx) =>
    tx
      .insert(demoClock)
      .values({ id: 1, offsetMs })
      .onConflictDoUpdate({ target: demoClock.id, set: { offsetMs, frozenAt: null } }),
  );
  // Other processes are told by the database.
  await refreshKnownEpoch();
}
