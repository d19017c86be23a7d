import { setTimeout as sleep } from "node:timers/promises";
import Stripe from "stripe";
import { takeRequestTurn } from "@/lib/db/request-turns";
import { env } from "@/lib/env";

/**
 * Stripe takes 25 requests a second in a sandbox and 100 live (docs.stripe.com/rate-limits), and refuses more. A fifth is left
 * to Stripe's dashboard and other programs on the same account.
 */
const usualPace = { test: 20, live: 80 };

/** How many requests a second all processes may send together; null: as many as there are, to a server that is not Stripe. */
export function requestsPerSecond(): number | null {
  const { STRIPE_REQUESTS_PER_SECOND, STRIPE_API_BASE, STRIPE_SECRET_KEY } = env();
  if (STRIPE_REQUESTS_PER_SECOND) return STRIPE_REQUESTS_PER_SECOND;
  if (STRIPE_API_BASE) return null;
  return STRIPE_SECRET_KEY?.includes("_test_") ? usualPace.test : usualPace.live;
}

/** Sends each request, also those that the SDK repeats, when its turn has come. */
export function pacedHttpClient(perSecond: number) {
  const client = Stripe.createNodeHttpClient();
  const send = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    const { waitMs } = await takeRequestTurn(perSecond);
    if (waitMs > 0) await sleep(waitMs);
    return send(...request);
  };
  return client;
}
