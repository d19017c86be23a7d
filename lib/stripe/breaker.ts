import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from "cockatiel";
import Stripe from "stripe";
import { machineNow } from "@/lib/clock";
import { env } from "@/lib/env";
import { OutsideUnreachable } from "@/lib/http/outside";
import { stripeState } from "./stripe-state";

/** So many calls in a row without a useful response mean that Stripe is away. */
const failuresInARow = 5;

type Breaker = { policy: CircuitBreakerPolicy; pauseMs: number };

/**
 * One breaker per process, even if bundles load this module more than once. Processes do not share it: a look at the
 * database before each call would cost more than the few calls by which each process finds out itself, and a process whose
 * own network fails must not stop the others.
 */
const holder = globalThis as typeof globalThis & { chobaStripeBreaker?: Breaker };

function breaker(): Breaker {
  const pauseMs = env().STRIPE_PAUSE_MS;
  if (holder.chobaStripeBreaker?.pauseMs !== pauseMs) holder.chobaStripeBreaker = make(pauseMs);
  return holder.chobaStripeBreaker;
}

function make(pauseMs: number): Breaker {
  const state = stripeState();
  const policy = circuitBreaker(handleWhen(isSilence), {
    halfOpenAfter: pauseMs,
    breaker: new ConsecutiveBreaker(failuresInARow),
  });
  policy.onBreak((cause) => {
    if (state.awaySince) return;
    state.awaySince = machineNow();
    state.reason = "error" in cause && cause.error instanceof Error ? cause.error.message : null;
    state.changes++;
  });
  policy.onReset(() => {
    state.awaySince = null;
    state.reason = null;
    state.changes++;
  });
  return { policy, pauseMs };
}

/**
 * Makes a call unless Stripe is away. Then calls fail at once, and after each pause a single one is let through: if it
 * succeeds, Stripe is back.
 */
export async function throughBreaker<T>(call: () => Promise<T>): Promise<T> {
  const { policy } = breaker();
  if (policy.state === CircuitState.HalfOpen) throw new OutsideUnreachable("Stripe is away, and being tried");
  return policy.execute(call);
}

/** True of errors that say Stripe is away. 409 and 429 do not: they are answers, and the caller tries again later. */
function isSilence(error: Error): boolean {
  if (error instanceof OutsideUnreachable) return true;
  if (error instanceof Stripe.errors.StripeConnectionError) return true;
  return error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500;
}
