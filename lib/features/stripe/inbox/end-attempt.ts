import { and, eq, inArray, sql } from "drizzle-orm";
import { stripeEvents } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { acrossTenants } from "@/lib/db/transaction";
import { enqueueStripeEvent } from "@/lib/features/foundation/jobs/enqueue-stripe-event";
import { delayUntil, nextAttempt } from "@/lib/features/foundation/jobs/next-attempt";

const attempts = sql`${stripeEvents.attempts} + 1`;
const pending = (ids: string[]) => and(inArray(stripeEvents.id, ids), eq(stripeEvents.state, "pending"));

/** Closes events: as done, or as refused with what Stripe said instead of giving what they are about. */
export const closeEvents = (events: { id: string; lastError: string | null }[]): Promise<void> =>
  acrossTenants(async (tx) => {
    const ends = new Set(events.map(({ lastError }) => lastError));
    for (const lastError of ends)
      await tx
        .update(stripeEvents)
        .set({
          state: lastError === null ? "done" : "refused",
          lastError,
          processedAt: machineNow(),
          nextAttemptAt: null,
          attempts,
        })
        .where(pending(events.filter((event) => event.lastError === lastError).map(({ id }) => id)));
  });

/** Writes down why an attempt failed and when the next one is, and makes the job for it. */
export const postponeEvents = (events: { id: string; objectId: string }[], error: unknown): Promise<void> =>
  acrossTenants(async (tx) => {
    const postponed = await tx
      .update(stripeEvents)
      .set({ lastError: String(error), attempts, nextAttemptAt: nextAttempt(attempts) })
      .where(pending(events.map(({ id }) => id)))
      .returning({
        id: stripeEvents.id,
        objectId: stripeEvents.objectId,
        delay: delayUntil(stripeEvents.nextAttemptAt),
      });
    for (const { delay, ...event } of postponed) await enqueueStripeEvent(tx, event, delay);
  });
