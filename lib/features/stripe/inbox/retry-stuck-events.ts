import { and, asc, isNull, sql } from "drizzle-orm";
import { stripeEvents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { enqueueStripeEvent } from "@/lib/features/foundation/jobs/enqueue-stripe-event";
import { isDue } from "@/lib/features/foundation/jobs/next-attempt";

/**
 * Makes jobs again of received events that nobody has processed within 20 seconds, or whose next attempt is due, at most
 * `limit` of them. What was tried least comes first, so that events that fail for ever hold up no others.
 */
export async function retryStuckEvents(tx: Transaction, limit: number): Promise<void> {
  const stuck = await tx
    .select({ id: stripeEvents.id, objectId: stripeEvents.objectId })
    .from(stripeEvents)
    .where(
      and(
        isNull(stripeEvents.processedAt),
        sql`received_at < clock_timestamp() - interval '20 seconds'`,
        isDue(stripeEvents.nextAttemptAt),
      ),
    )
    .orderBy(asc(stripeEvents.attempts), asc(stripeEvents.receivedAt))
    .limit(limit);
  for (const event of stuck) await enqueueStripeEvent(tx, event);
}
