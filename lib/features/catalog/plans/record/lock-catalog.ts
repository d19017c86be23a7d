import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/transaction";

/** Any number that no other advisory lock of ours takes. */
const catalogLock = 7_240_913;

/**
 * One change of what is on sale at a time: rules about several plans (ranks) or tax rates then hold for what is
 * committed.
 */
export async function lockCatalog(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${catalogLock})`);
}
