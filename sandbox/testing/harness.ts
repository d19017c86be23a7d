import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";
import Stripe from "stripe";
import { createTestDatabase } from "../../tests/support/database";
import { recordStripe, type StripeRecorder } from "../../tests/support/stripe-recorder";
import type { SandboxOptions } from "../core/options";
import { createSandbox, type Sandbox } from "../server";

export interface Harness {
  sandbox: Sandbox;
  stripe: Stripe;
  /** The address at which answers are recorded and then compared with the types of the `stripe` package. */
  recordedUrl: string;
  databaseUrl: string;
  /** Every event that arrived with a valid signature, in order of arrival. */
  received: Stripe.Event[];
  /** POSTs to a control endpoint and returns the answer. */
  control(path: string, body: object): Promise<{ [key: string]: unknown }>;
  /** Moves the base clock to the instant, unix seconds. */
  advanceTo(instant: number): Promise<void>;
  /** Types of the events received since the last call. Waits for pending deliveries first. */
  newTypes(): Promise<string[]>;
  /** Stops the sandbox and starts another on the same database. */
  restart(): Promise<void>;
  /** Makes every failed delivery due at once. */
  forgetPauses(): Promise<void>;
  /** Closes all. Fails if a response or an event did not match the types of the `stripe` package. */
  close(): Promise<void>;
}

const SECRET = "whsec_of_the_test";

/** A sandbox on its own database, a listener for its webhooks, and the real SDK as its client. */
export async function startHarness(options: Partial<SandboxOptions> = {}): Promise<Harness> {
  const database = await createTestDatabase();
  const received: Stripe.Event[] = [];
  const listener = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      received.push(
        harness.stripe.webhooks.constructEvent(body, request.headers["stripe-signature"] as string, SECRET),
      );
      response.end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  const start = () =>
    createSandbox({
      databaseUrl: database.url,
      port: 0,
      webhook: { url: `http://127.0.0.1:${port}/hook`, secret: SECRET },
      tickMs: 50,
      ...options,
    });
  const sandbox = await start();
  const recorder = await recordStripe(() => harness.sandbox.url);
  let seen = 0;
  const harness: Harness = {
    sandbox,
    stripe: clientOf(recorder.url, options.apiKey),
    recordedUrl: recorder.url,
    databaseUrl: database.url,
    received,
    control: async (path, body) => {
      const response = await fetch(`${harness.sandbox.url}/_control${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as { [key: string]: unknown };
      if (!response.ok) throw new Error(JSON.stringify(answer));
      return answer;
    },
    advanceTo: async (instant) => {
      await harness.control("/clock", { advance_to: instant });
    },
    newTypes: async () => {
      await harness.sandbox.settled();
      const types = received.slice(seen).map((event) => event.type);
      seen = received.length;
      return types;
    },
    restart: async () => {
      await harness.sandbox.close();
      harness.sandbox = await start();
    },
    forgetPauses: async () => {
      const sql = postgres(database.url, { max: 1 });
      await sql`UPDATE sandbox.deliveries SET next_attempt_ms = 0`;
      await sql.end();
    },
    close: async () => {
      const violations = await violationsSeen(harness, recorder);
      await recorder.close();
      await harness.sandbox.close();
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
      await database.close();
      if (violations.length > 0) throw new Error(`not as Stripe has it:\n${violations.join("\n")}`);
    },
  };
  return harness;
}

/** The responses and events that do not match the types of the `stripe` package. Tests send wrong requests on purpose. */
async function violationsSeen(harness: Harness, recorder: StripeRecorder): Promise<string[]> {
  harness.sandbox.failures.clear();
  for await (const event of harness.stripe.events.list({ limit: 100 })) void event;
  const violations = await recorder.violations({ requests: false });
  // The sandbox's own code for what Stripe can do and the sandbox cannot.
  return violations.filter((violation) => !violation.includes('"sandbox_not_covered"'));
}

export function clientOf(url: string, key = "sk_test_choba"): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: "http", maxNetworkRetries: 0, telemetry: false });
}
