import { and, eq, like, sql } from "drizzle-orm";
import { outboxMessages, stripeAvailability } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { stripeState } from "@/lib/stripe/stripe-state";

export const theOneRow = 1;

/** What this process wrote last, even if bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaStripeNoted?: number };

/**
 * Writes down that Stripe went away or came back, if this process has just found that out, so that every page can say so.
 * Each process has a breaker of its own; the row holds what was noticed last.
 */
export async function noteStripeState(): Promise<void> {
  const { awaySince, reason, changes } = stripeState();
  if (changes === (holder.chobaStripeNoted ?? 0)) return;
  holder.chobaStripeNoted = changes;
  try {
    await acrossTenants((tx) => (awaySince ? noteAway(tx, awaySince, reason) : noteBack(tx)));
  } catch (error) {
    // Whatever was asked is done. The next change, or the next look of the worker, corrects the row.
    console.error("whether Stripe answers could not be written down:", error);
  }
}

async function noteAway(tx: Transaction, awaySince: Date, reason: string | null): Promise<void> {
  await tx
    .insert(stripeAvailability)
    .values({ id: theOneRow, awaySince, reason })
    .onConflictDoUpdate({
      target: stripeAvailability.id,
      set: { awaySince: sql`coalesce(${stripeAvailability.awaySince}, excluded.away_since)`, reason },
    });
}

/** Stripe answers again. What waited for it is due at once. */
export async function noteBack(tx: Transaction): Promise<void> {
  await tx
    .update(stripeAvailability)
    .set({ awaySince: null, reason: null, backSince: machineNow() })
    .where(eq(stripeAvailability.id, theOneRow));
  await tx
    .update(outboxMessages)
    .set({ nextAttemptAt: null })
    .where(
      and(
        eq(outboxMessages.state, "pending"),
        like(outboxMessages.operation, "stripe.%"),
        like(outboxMessages.lastError, "OutsideUnreachable%"),
      ),
    );
}
