import Stripe from "stripe";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { stripe } from "./client";

/**
 * Calls Stripe and sorts failures into two kinds: a final refusal, and no useful response (network, 5xx, 409
 * for a request with the same key under way, 429). After the second kind the same call may be repeated with
 * the same key (docs.stripe.com/error-low-level).
 */
export async function callStripe<T>(call: (client: Stripe) => Promise<T>): Promise<T> {
  try {
    return await call(stripe());
  } catch (error) {
    throw sorted(error);
  }
}

function sorted(error: unknown): unknown {
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
