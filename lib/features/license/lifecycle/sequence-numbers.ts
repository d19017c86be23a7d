import { eq, sql } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

/*
 * Stripe answers in any order, and an answer may be older than what was applied meanwhile. So a number is taken before
 * Stripe is asked, and another one whenever an answer is applied. An answer whose number is not larger than the applied
 * one is dropped, and Stripe is asked again.
 */

/** The next number, taken in the caller's transaction before Stripe is asked. */
export async function nextSequenceNumber(tx: Transaction): Promise<bigint> {
  const { rows } = await tx.execute<{ n: string }>(sql`select nextval('stripe_read_sequence') as n`);
  return BigInt(rows[0]?.n ?? 0);
}

/** The same in a transaction of its own. */
export const takeSequenceNumber = (): Promise<bigint> => acrossTenants(nextSequenceNumber);

/** Everything that was read of the tenant's subscription so far counts as outdated. Stripe is asked again instead. */
export async function outdateEarlierReads(tx: Transaction, tenantId: Id<"tenant">): Promise<void> {
  await tx
    .update(licenses)
    .set({ appliedSequence: sql`nextval('stripe_read_sequence')` })
    .where(eq(licenses.tenantId, tenantId));
}
