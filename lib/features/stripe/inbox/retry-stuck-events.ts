import { and, asc, isNull, sql } from "drizzle-orm";
import { stripeEvents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";

/** Makes jobs again of received events that nobody has processed within 20 seconds, at most `limit` of them. */
export async function retryStuckEvents(tx: Transaction, limit: number): Promise<void> {
  const stuck = await tx
    .select({ eventId: stripeEvents.id })
    .from(stripeEvents)
    .where(
      and(isNull(stripeEvents.processedAt), sql`received_at < clock_timestamp() - interval '20 seconds'`),
    )
    .orderBy(asc(stripeEvents.receivedAt))
    .limit(limit);
  for (const event of stuck)
    await enqueueJob(tx, "stripe-event", event, { key: `stripe-event:${event.eventId}` });
}
