import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { outboxMessages } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { forgetEnvironment } from "@/lib/env";
import { searchCustomers } from "@/lib/features/console/customer-link/search-customers";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { asUser, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { noteStripeState } from "./note-stripe-state";
import { lookForStripe, stripeAwaySince } from "./stripe-availability";

/*
 * A Stripe that hangs or fails. No test measures a time: without the deadline the first one would wait for the SDK, which
 * is told to wait longer than a test may take.
 */
const pauseMs = 600_000;
useDatabase({
  STRIPE_SECRET_KEY: "sk_test_hanging",
  STRIPE_WEBHOOK_SECRET: "whsec_test",
  STRIPE_TIMEOUT_MS: "20000",
  STRIPE_DEADLINE_MS: "60000",
  STRIPE_PAUSE_MS: String(pauseMs),
});

let answer: (response: ServerResponse) => void;
let requests = 0;
let server: Server;
/** The SDK repeats a call by itself otherwise, after a while. */
const noRetry = { "stripe-should-retry": "false" };
const hang = () => {};
const fail = (response: ServerResponse) =>
  response.writeHead(500, noRetry).end('{"error":{"type":"api_error","message":"no"}}');
const limit = (response: ServerResponse) =>
  response.writeHead(429, noRetry).end('{"error":{"type":"api_error","message":"slow"}}');
const nothing = (response: ServerResponse) =>
  response
    .writeHead(200, { "content-type": "application/json" })
    .end('{"object":"list","data":[],"has_more":false}');

beforeAll(async () => {
  server = createServer((_request, response) => {
    requests++;
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.STRIPE_API_BASE = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  // A new breaker, and a deadline that only the tests about it shorten.
  Object.assign(globalThis, {
    chobaStripeBreaker: undefined,
    chobaStripeState: undefined,
    chobaStripeNoted: undefined,
  });
  patience("60000");
  requests = 0;
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const patience = (ms: string) => {
  process.env.STRIPE_DEADLINE_MS = ms;
  forgetEnvironment();
};
const asRep = async () => asUser(await makeUser("sales"), "sales");
const search = async (ctx: Awaited<ReturnType<typeof asRep>>) => {
  const result = await searchCustomers(ctx, { email: "payer@acme.example" });
  return result.ok ? "found" : result.refusal.code;
};
const awaySince = () => acrossTenants(stripeAwaySince);

/** Lets Stripe fail until the breaker of this process has opened. */
async function breakIt() {
  answer = fail;
  for (let call = 0; call < 5; call++) expect(await search(await asRep())).toBe("stripe_unreachable");
}

test("a page ends within the deadline while Stripe hangs, and asks nothing more in the same request", async () => {
  answer = hang;
  patience(String(limitMs(700)));
  const ctx = await asRep();
  expect(await search(ctx)).toBe("stripe_unreachable");
  expect(requests).toBe(1);
  // Another part of the same request.
  expect(await search(ctx)).toBe("stripe_unreachable");
  expect(requests).toBe(1);
  // Another request has a deadline of its own.
  expect(await search(await asRep())).toBe("stripe_unreachable");
  expect(requests).toBe(2);
});

test("after five failures in a row calls fail at once, and one after the pause brings it back", async () => {
  await breakIt();
  expect(await awaySince()).toBeInstanceOf(Date);
  const asked = requests;
  answer = nothing;
  expect(await search(await asRep())).toBe("stripe_unreachable");
  expect(requests).toBe(asked);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + pauseMs });
  expect(await search(await asRep())).toBe("found");
  expect(requests).toBe(asked + 1);
  expect(await awaySince()).toBeNull();
  expect(await search(await asRep())).toBe("found");
});

test("a try that fails after the pause keeps it away, since the same moment", async () => {
  await breakIt();
  const since = await awaySince();
  expect(since).toBeInstanceOf(Date);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + pauseMs });
  expect(await search(await asRep())).toBe("stripe_unreachable");
  const asked = requests;
  expect(await search(await asRep())).toBe("stripe_unreachable");
  expect(requests).toBe(asked);
  expect(await awaySince()).toEqual(since);
});

test("too many requests do not mean that Stripe is away", async () => {
  answer = limit;
  for (let call = 0; call < 6; call++) expect(await search(await asRep())).toBe("stripe_unreachable");
  answer = nothing;
  expect(await search(await asRep())).toBe("found");
});

test("the worker finds Stripe back for a process that no longer asks, and what waited is due at once", async () => {
  await breakIt();
  const { id: tenantId } = await makeTenant();
  const { messageId } = await inTenant(tenantId, async (tx) =>
    enqueueMessage(tx, await asRep(), tenantId, "stripe.subscription.sync", {}),
  );
  const own = eq(outboxMessages.id, messageId);
  const waiting = {
    nextAttemptAt: new Date(Date.now() + pauseMs),
    lastError: "OutsideUnreachable: Stripe is away",
  };
  await acrossTenants((tx) => tx.update(outboxMessages).set(waiting).where(own));
  // The worker's own breaker is closed.
  Object.assign(globalThis, {
    chobaStripeBreaker: undefined,
    chobaStripeState: undefined,
    chobaStripeNoted: undefined,
  });
  await noteStripeState();
  await expect(lookForStripe()).rejects.toThrow();
  expect(await awaySince()).not.toBeNull();
  answer = nothing;
  await lookForStripe();
  expect(await awaySince()).toBeNull();
  const [message] = await acrossTenants((tx) => tx.select().from(outboxMessages).where(own));
  expect(message?.nextAttemptAt).toBeNull();
});
