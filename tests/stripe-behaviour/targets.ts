import { setTimeout as sleep } from "node:timers/promises";
import Stripe from "stripe";
import { startHarness } from "@/sandbox/testing/harness";
import { limitMs } from "@/server/bootstrap/machine.mjs";

/** A server that speaks Stripe's API in test mode. */
export type Opened = {
  stripe: Stripe;
  /** The same requests without the SDK, which hides statuses and bodies. */
  fetch(method: string, path: string, form?: string, headers?: Record<string, string>): Promise<Raw>;
  /** How long to wait before checking again whether a test clock has arrived. */
  pollMs: number;
  /** Events that its webhooks brought and the SDK accepted; null if no webhook can reach this machine. */
  received: Stripe.Event[] | null;
  /** Makes the next request of the kind fail; null at real Stripe. */
  fail: ((kind: string) => Promise<unknown>) | null;
  /** Puts a coupon of so many percent on a customer, as its dashboard does; null at real Stripe. */
  giveCoupon: ((customer: string, percent: number) => Promise<unknown>) | null;
  settled(): Promise<void>;
  close(): Promise<void>;
};
export type Raw = { status: number; headers: Headers; body: { [key: string]: unknown } };

export type Target = { name: "sandbox" | "Stripe"; timeoutMs: number; open(): Promise<Opened> };

/**
 * Always the sandbox. Real Stripe, or the server at STRIPE_TEST_API_BASE, only if server/test-stripe.mjs
 * requests it: a key in the environment alone must not make `npm test` use the network.
 */
export function targets(): Target[] {
  const key = process.env.CHOBA_ASK_STRIPE === "1" ? process.env.STRIPE_TEST_KEY : undefined;
  const sandbox: Target = { name: "sandbox", timeoutMs: limitMs(60_000), open: openSandbox };
  if (!key) return [sandbox];
  const base = new URL(process.env.STRIPE_TEST_API_BASE || "https://api.stripe.com");
  return [sandbox, { name: "Stripe", timeoutMs: 300_000, open: () => openStripe(key, base) }];
}

async function openSandbox(): Promise<Opened> {
  const harness = await startHarness({ tickMs: 20 });
  const key = "sk_test_behaviour";
  const client = clientOf(key, new URL(harness.recordedUrl), globalThis.fetch);
  return {
    ...client,
    pollMs: 20,
    received: harness.received,
    fail: (kind) => harness.control("/failures", { kind, times: 1 }),
    giveCoupon: (customer, percent) => harness.sandbox.operations.giveCoupon(customer, percent),
    settled: () => harness.sandbox.settled(),
    close: () => harness.close(),
  };
}

async function openStripe(key: string, base: URL): Promise<Opened> {
  return {
    ...clientOf(key, base, politely(globalThis.fetch)),
    pollMs: 2000,
    received: null,
    fail: null,
    giveCoupon: null,
    settled: async () => {},
    close: async () => {},
  };
}

function clientOf(key: string, base: URL, send: typeof globalThis.fetch): Pick<Opened, "stripe" | "fetch"> {
  const stripe = new Stripe(key, {
    host: base.hostname,
    port: base.port || (base.protocol === "https:" ? 443 : 80),
    protocol: base.protocol === "https:" ? "https" : "http",
    httpClient: Stripe.createFetchHttpClient(send),
    maxNetworkRetries: 3,
    telemetry: false,
  });
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/x-www-form-urlencoded" };
  return {
    stripe,
    async fetch(method, path, form, more) {
      const response = await send(new URL(path, base), {
        method,
        headers: { ...headers, ...more },
        body: form,
      });
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as Raw["body"],
      };
    },
  };
}

const REQUESTS_PER_SECOND = 20;

/** Stripe allows 25 requests a second in a sandbox of its own; each request waits for its turn. */
function politely(send: typeof globalThis.fetch): typeof globalThis.fetch {
  let turn = 0;
  return async (...request) => {
    const now = performance.now();
    turn = Math.max(now, turn + 1000 / REQUESTS_PER_SECOND);
    if (turn > now) await sleep(turn - now);
    return send(...request);
  };
}
