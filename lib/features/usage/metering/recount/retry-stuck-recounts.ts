import { sql } from "drizzle-orm";
import { usageRecounts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { enqueueRecount } from "@/lib/features/usage/metering/units/request-recount";

/** Makes jobs again of recounts that nobody is working on, at most `limit` of them. */
export async function retryStuckRecounts(tx: Transaction, limit: number): Promise<void> {
  const stuck = await tx
    .select({ tenantId: usageRecounts.tenantId, unitId: usageRecounts.unitId })
    .from(usageRecounts)
    .where(sql`coalesce(claimed_until, 'epoch') < clock_timestamp()`)
    .limit(limit);
  for (const recount of stuck) await enqueueRecount(tx, recount);
}
