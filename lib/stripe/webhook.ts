import Stripe from "stripe";
import { invariant } from "@/lib/domain/errors";
import { env } from "@/lib/env";
import { stripe } from "./client";

/** Seconds by which a webhook's time may lie behind or ahead of ours; the SDK itself refuses only old ones. */
const toleranceSeconds = 300;

/**
 * Verifies a webhook's signature and time (docs.stripe.com/webhooks#verify-events) and returns its event, or null for
 * anything that is not from Stripe.
 */
export function verifyWebhook(rawBody: string, signature: string | null): Stripe.Event | null {
  const secret = env().STRIPE_WEBHOOK_SECRET;
  invariant(secret, "webhooks are received only when Stripe is configured");
  if (!signature || isFromTheFuture(signature)) return null;
  try {
    return stripe().webhooks.constructEvent(rawBody, signature, secret, toleranceSeconds);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
      return null;
    throw error;
  }
}

function isFromTheFuture(signature: string): boolean {
  const seconds = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1] ?? Number.NaN);
  return !(seconds <= Math.floor(Date.now() / 1000) + toleranceSeconds);
}
