import { BrokenCircuitError, TaskCancelledError, TimeoutStrategy, timeout } from "cockatiel";
import Stripe from "stripe";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { throughBreaker } from "./breaker";
import { stripe } from "./client";
import { remainingMs } from "./deadline";

/**
 * Calls Stripe and sorts failures into two kinds: a final refusal, and no useful response (network, 5xx, 409
 * for a request with the same key under way, 429, too late for whoever waits). After the second kind the same call may be
 * repeated with the same key (docs.stripe.com/error-low-level).
 */
export async function callStripe<T>(call: (client: Stripe) => Promise<T>): Promise<T> {
  const left = remainingMs();
  try {
    if (left === 0) throw new OutsideUnreachable("the request has waited for Stripe long enough");
    return await inTime(left, () => throughBreaker(() => inTime(left, () => call(stripe()))));
  } catch (error) {
    throw sorted(error);
  }
}

/**
 * Waits no longer than `ms` for the work; what it does at Stripe then is not undone, as with any lost response. Inside the
 * breaker it makes silence count, and around it it bounds the whole.
 */
async function inTime<T>(ms: number | null, work: () => Promise<T>): Promise<T> {
  if (ms === null) return work();
  try {
    return await timeout(ms, TimeoutStrategy.Aggressive).execute(work);
  } catch (error) {
    if (error instanceof TaskCancelledError) throw new OutsideUnreachable("Stripe did not answer in time");
    throw error;
  }
}

function sorted(error: unknown): unknown {
  if (error instanceof BrokenCircuitError) return new OutsideUnreachable("Stripe is away");
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  if (error instanceof Stripe.errors.StripeCardError)
    return new OutsideRefused(error.decline_code ?? error.code ?? "card_declined", error.message);
  const final =
    (error instanceof Stripe.errors.StripeInvalidRequestError ||
      error instanceof Stripe.errors.StripeIdempotencyError) &&
    error.statusCode !== 409 &&
    error.statusCode !== 429;
  if (final) return new OutsideRefused(error.code ?? error.type, error.message);
  return new OutsideUnreachable(`${error.type}: ${error.message}`);
}
