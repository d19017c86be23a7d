import { stripeEvents } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { acrossTenants } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { verifyWebhook } from "@/lib/stripe/webhook";

/**
 * Takes in what claims to be an event of Stripe: checks signature and time, keeps it by its id, and lets the worker do
 * the rest. A known event is acknowledged again and nothing more (docs.stripe.com/webhooks: duplicates are normal).
 */
export async function receiveStripeEvent(
  rawBody: string,
  signature: string | null,
): Promise<"stored" | "known" | "refused"> {
  const event = verifyWebhook(rawBody, signature);
  if (!event) return "refused";
  return acrossTenants(async (tx) => {
    const stored = await tx
      .insert(stripeEvents)
      .values({
        id: event.id,
        type: event.type,
        objectId: (event.data.object as { id?: string }).id ?? "",
        payload: event,
        receivedAt: machineNow(),
      })
      .onConflictDoNothing()
      .returning({ id: stripeEvents.id });
    if (stored.length === 0) return "known";
    await enqueueJob(tx, "stripe-event", { eventId: event.id }, { key: `stripe-event:${event.id}` });
    return "stored";
  });
}
