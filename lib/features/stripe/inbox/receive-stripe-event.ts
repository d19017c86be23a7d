import { stripeEvents } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { acrossTenants } from "@/lib/db/transaction";
import { enqueueStripeEvent } from "@/lib/features/foundation/jobs/enqueue-stripe-event";
import { readWebhook } from "@/lib/stripe/webhook";

/**
 * Takes in what claims to be an event of Stripe: checks signature and time, keeps it by its id, and lets the worker do
 * the rest. A known event is acknowledged again and nothing more (docs.stripe.com/webhooks: duplicates are normal). What
 * is not for us, or cannot be read, is kept apart with its reason.
 */
export async function receiveStripeEvent(
  rawBody: string,
  signature: string | null,
): Promise<"stored" | "known" | "refused"> {
  const event = readWebhook(rawBody, signature);
  if (!event) return "refused";
  const { aside, ...kept } = event;
  const receivedAt = machineNow();
  return acrossTenants(async (tx) => {
    const stored = await tx
      .insert(stripeEvents)
      .values({
        ...kept,
        receivedAt,
        ...(aside ? { state: "set_aside" as const, asideReason: aside, processedAt: receivedAt } : {}),
      })
      .onConflictDoNothing()
      .returning({ id: stripeEvents.id });
    if (stored.length === 0) return "known";
    if (!aside) await enqueueStripeEvent(tx, event);
    return "stored";
  });
}
