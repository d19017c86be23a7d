import Stripe from "stripe";
import { invariant } from "@/lib/domain/errors";
import { env } from "@/lib/env";
import { pacedHttpClient, requestsPerSecond } from "./request-pace";

let client: { of: string; stripe: Stripe } | undefined;

/**
 * True if Stripe, or a stand-in that speaks its API, is configured. Without it everything except payments
 * works.
 */
export const stripeIntegration = (): boolean => env().STRIPE_SECRET_KEY !== undefined;

/**
 * The one Stripe client of the process. It uses the API version that the SDK pins. One attempt is short,
 * because a person waits, and the worker repeats the same request with its key anyway.
 */
export function stripe(): Stripe {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_BASE: base, STRIPE_TIMEOUT_MS: timeout } = env();
  invariant(key, "Stripe is called only when it is configured");
  const pace = requestsPerSecond();
  const of = `${key} ${base ?? ""} ${pace}`;
  if (client?.of !== of) {
    const address = base ? addressOf(base) : {};
    const paced = pace === null ? {} : { httpClient: pacedHttpClient(pace) };
    client = {
      of,
      stripe: new Stripe(key, { maxNetworkRetries: 1, timeout, telemetry: false, ...address, ...paced }),
    };
  }
  return client.stripe;
}

/** An address as the SDK takes it. */
function addressOf(base: string) {
  const url = new URL(base);
  const protocol = url.protocol === "http:" ? ("http" as const) : ("https" as const);
  return { host: url.hostname, port: url.port || (protocol === "http" ? "80" : "443"), protocol };
}

/** Stripe's dashboard for the same mode as our key, or the stand-in's dashboard. */
export function dashboardUrl(
  path: `${"customers" | "subscriptions" | "invoices" | "disputes"}/${string}`,
): string {
  const { STRIPE_DASHBOARD_URL, STRIPE_SECRET_KEY } = env();
  const mode = STRIPE_SECRET_KEY?.includes("_test_") ? "test/" : "";
  return `${STRIPE_DASHBOARD_URL ?? `https://dashboard.stripe.com/${mode}`.replace(/\/$/, "")}/${path}`;
}
