import Stripe from "stripe";
import { machineNow } from "@/lib/clock";
import { invariant } from "@/lib/domain/errors";
import { env } from "@/lib/env";
import { stripe } from "./client";
import { type SortedEvent, sortEvent } from "./sort-event";

/** How many seconds a webhook's time may be behind or ahead of ours. The SDK itself refuses only old ones. */
const toleranceSeconds = 300;

/** The fields of an event that Choba reads. They decide which object is fetched again. */
export type StripeEvent = {
  id: string;
  type: string;
  /** Seconds since 1970: when it happened, not when it reached us. */
  created: number;
  /** The request that caused it; without an id Stripe did it by itself. */
  request?: { id: string | null; idempotency_key: string | null } | null;
  data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> };
};

export const eventTime = ({ created }: StripeEvent): Date => new Date(created * 1000);

/**
 * Verifies a webhook's signature and time (docs.stripe.com/webhooks#verify-events) and sorts what it holds. Null for
 * anything that is not from Stripe.
 */
export function readWebhook(rawBody: string, signature: string | null): SortedEvent | null {
  const { STRIPE_WEBHOOK_SECRET: secret, STRIPE_SECRET_KEY: key = "" } = env();
  invariant(secret, "webhooks are received only when Stripe is configured");
  if (!signature || isFromTheFuture(signature)) return null;
  try {
    stripe().webhooks.signature?.verifyHeader(rawBody, signature, secret, toleranceSeconds);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null;
    throw error;
  }
  return sortEvent(rawBody, modeOf(key));
}

const modeOf = (key: string): boolean | null =>
  /^(sk|rk)_live_/.test(key) ? true : /^(sk|rk)_test_/.test(key) ? false : null;

function isFromTheFuture(signature: string): boolean {
  const seconds = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1] ?? Number.NaN);
  return !(seconds <= Math.floor(machineNow().getTime() / 1000) + toleranceSeconds);
}
