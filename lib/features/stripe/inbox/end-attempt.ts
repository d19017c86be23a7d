import { and, eq, sql } from "drizzle-orm";
import { stripeEvents } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { acrossTenants } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { delayUntil, nextAttempt } from "@/lib/features/foundation/jobs/next-attempt";

const attempts = sql`${stripeEvents.attempts} + 1`;
const pending = (eventId: string) => and(eq(stripeEvents.id, eventId), eq(stripeEvents.state, "pending"));

/** Closes an event: as done, or as refused with what Stripe said instead of giving what the event is about. */
export const closeEvent = (eventId: string, refusals: readonly string[]): Promise<unknown> =>
  acrossTenants((tx) =>
    tx
      .update(stripeEvents)
      .set({
        state: refusals.length > 0 ? "refused" : "done",
        lastError: refusals.join("\n") || null,
        processedAt: machineNow(),
        nextAttemptAt: null,
        attempts,
      })
      .where(pending(eventId)),
  );

/** Writes down why an attempt failed and when the next one is, and makes the job for it. */
export const postponeEvent = (eventId: string, error: unknown): Promise<void> =>
  acrossTenants(async (tx) => {
    const [row] = await tx
      .update(stripeEvents)
      .set({ lastError: String(error), attempts, nextAttemptAt: nextAttempt(attempts) })
      .where(pending(eventId))
      .returning({ delay: delayUntil(stripeEvents.nextAttemptAt) });
    if (row)
      await enqueueJob(tx, "stripe-event", { eventId }, { key: `stripe-event:${eventId}`, delay: row.delay });
  });
