import { eq, sql } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

/**
 * A number taken before Stripe is asked, and another one whenever an answer is applied. An answer whose question was
 * begun before the last application may be older than what was applied: it is dropped and Stripe is asked again, so a
 * slow old answer never undoes a newer one.
 */
export async function beginReading(): Promise<bigint> {
  const rows = (
    await acrossTenants((tx) => tx.execute<{ n: string }>(sql`select nextval('stripe_readings') as n`))
  ).rows;
  return BigInt(rows[0]?.n ?? 0);
}

/** What was read of the tenant's subscription so far is no longer applied; Stripe is asked again instead. */
export async function dropEarlierReadings(tx: Transaction, tenantId: Id<"tenant">): Promise<void> {
  await tx
    .update(licenses)
    .set({ appliedSequence: sql`nextval('stripe_readings')` })
    .where(eq(licenses.tenantId, tenantId));
}
