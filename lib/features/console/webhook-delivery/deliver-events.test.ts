import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeAll, expect, test } from "vitest";
import { outboxMessages, webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { EventType } from "@/lib/domain/events/event-types";
import type { Id } from "@/lib/domain/ids";
import { readEventsLog } from "@/lib/features/console/events-log/read-events-log";
import { createEndpoint } from "@/lib/features/console/webhook-endpoints/create-endpoint";
import { redeliverOne, redeliverSince } from "@/lib/features/console/webhook-endpoints/redeliver";
import { rotateSecret } from "@/lib/features/console/webhook-endpoints/rotate-secret";
import { sendTestEvent } from "@/lib/features/console/webhook-endpoints/send-test-event";
import { switchEndpoint } from "@/lib/features/console/webhook-endpoints/switch-endpoint";
import type { Context } from "@/lib/features/foundation/context/context";
import { editTenant } from "@/lib/features/people/tenants/edit-tenant";
import { asKey, asSystem, makeTenant, makeUser, type TestTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { deliverEvents } from "./deliver-events";
import { publishEvents } from "./publish-events";

// A demo may send to its own machine, where the receivers of this test are.
useDatabase({ CHOBA_DEMO: "1" });

const admin = asSystem();
const later = (hours: number): Context => asSystem(new Date(testNow.getTime() + hours * 3_600_000));

type Received = { headers: IncomingHttpHeaders; body: string };
const closing: (() => void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await acrossTenants((tx) => tx.delete(webhookEndpoints));
});

/** A receiver whose answer may change; `null`: it does not answer. */
async function receiver(status: number | null = 200) {
  const received: Received[] = [];
  const state = { status };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    received.push({ headers: request.headers, body });
    if (state.status === null) return;
    response.writeHead(state.status, state.status === 302 ? { location: "/elsewhere" } : {});
    response.end(`answer ${state.status}`);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, state };
}

async function endpoint(url: string, types: EventType[] | null = null) {
  const made = await createEndpoint(admin, { url, types });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value;
}

let tenant: TestTenant;
let names = 0;
beforeAll(async () => {
  tenant = await makeTenant();
  await makeUser("admin");
});

/** Something happens: the tenant gets another name. */
async function happen(ctx = admin) {
  const changed = await editTenant(ctx, tenant.id, { name: `Acme ${++names}`, locale: "en" });
  if (!changed.ok) throw new Error(JSON.stringify(changed.refusal));
  await publishEvents(ctx);
}

const deliveriesOf = (id: Id<"webhookEndpoint">) =>
  acrossTenants((tx) =>
    tx
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.endpointId, id))
      .orderBy(webhookDeliveries.id),
  );
const statusesOf = async (id: Id<"webhookEndpoint">) =>
  (await deliveriesOf(id)).flatMap(({ attempts }) => attempts.map(({ status, error }) => status ?? error));

test("an event arrives once, signed, with the object as it was committed", async () => {
  const hook = await receiver();
  const { endpointId, secret } = await endpoint(hook.url, ["tenant.updated"]);
  await happen();
  await Promise.all([deliverEvents(admin, endpointId), deliverEvents(admin, endpointId)]);
  expect(hook.received).toHaveLength(1);
  const [{ headers, body } = { headers: {}, body: "" }] = hook.received;
  const message = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(message).toMatchObject({
    id: headers["webhook-id"],
    type: "tenant.updated",
    timestamp: testNow.toISOString(),
    tenant: { id: tenant.id, slug: tenant.slug, external_id: null },
    data: { id: tenant.id, name: `Acme ${names}`, time_zone: "Asia/Tokyo" },
  });
  // Another key, or a changed body, verifies nothing.
  expect(() =>
    new Webhook(secret).verify(body.replace("Acme", "Evil"), headers as Record<string, string>),
  ).toThrow();
});

test("down for two days of the clock: it arrives when the receiver is back, and nothing arrives twice", async () => {
  const hook = await receiver(500);
  const { endpointId } = await endpoint(hook.url);
  await happen();
  for (const hours of [0, 0.01, 0.2, 0.8, 3, 9, 20, 35]) await deliverEvents(later(hours), endpointId);
  expect(await statusesOf(endpointId)).toEqual(Array(8).fill(500));
  expect((await deliveriesOf(endpointId))[0]?.attempts.at(-1)?.answer).toBe("answer 500");
  hook.state.status = 204;
  await deliverEvents(later(48), endpointId);
  expect(hook.received).toHaveLength(8);
  await deliverEvents(later(60), endpointId);
  await deliverEvents(later(61), endpointId);
  expect(hook.received).toHaveLength(9);
  expect(await deliveriesOf(endpointId)).toMatchObject([{ state: "delivered" }]);
  const ids = new Set(hook.received.map(({ headers }) => headers["webhook-id"]));
  expect(ids.size).toBe(1);
});

test("three days without a success: switched off with a mail; what was missed is delivered on request", async () => {
  const hook = await receiver(302);
  const { endpointId } = await endpoint(hook.url, ["tenant.updated"]);
  await happen();
  for (const hours of [0, 0.1, 0.5, 2, 5, 11, 22, 37, 60, 90, 99])
    await deliverEvents(later(hours), endpointId);
  expect(hook.received).toHaveLength(10);
  const [off] = await acrossTenants((tx) =>
    tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId)),
  );
  expect(off).toMatchObject({ switchedOffReason: "failing" });
  const mails = await acrossTenants((tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.operation, "mail.send")),
  );
  expect(
    mails.filter(({ parameters }) => JSON.stringify(parameters).includes("webhook_failing")),
  ).toHaveLength(1);

  await happen(later(101));
  expect(await sendTestEvent(admin, { endpointId })).toMatchObject({ refusal: { code: "endpoint_is_off" } });
  expect(await deliveriesOf(endpointId)).toHaveLength(1);
  hook.state.status = 200;
  await switchEndpoint(later(102), { endpointId, on: true });
  const since = testNow.toISOString();
  // Both of this test's, and those of the tests before it, which this endpoint was never sent.
  const missed = await redeliverSince(later(102), { endpointId, since });
  expect(missed).toMatchObject({ ok: true });
  await deliverEvents(later(102), endpointId);
  const bodies = hook.received.slice(10).map(({ body }) => JSON.parse(body).data.name);
  expect(bodies).toEqual(expect.arrayContaining([`Acme ${names - 1}`, `Acme ${names}`]));
  expect(await redeliverSince(later(102), { endpointId, since })).toEqual({ ok: true, value: { count: 0 } });
});

test("410 switches off at once; a private address is never connected to", async () => {
  const gone = await receiver(410);
  const { endpointId } = await endpoint(gone.url);
  await happen();
  await deliverEvents(admin, endpointId);
  const [row] = await acrossTenants((tx) =>
    tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId)),
  );
  expect(row).toMatchObject({ switchedOffReason: "gone" });

  for (const url of [
    "https://10.0.0.1/",
    "https://169.254.169.254/latest",
    "https://[fd00::1]/",
    "https://100.64.1.1/",
  ])
    expect(await createEndpoint(admin, { url, types: null })).toMatchObject({
      refusal: { fields: [{ field: "url", rule: "public_address" }] },
    });
  for (const url of ["http://example.com/", "ftp://example.com/", "https://a:b@example.com/", "example.com"])
    expect(await createEndpoint(admin, { url, types: null })).toMatchObject({ ok: false });
  // It became private after it was made.
  const { endpointId: moved } = await endpoint(gone.url);
  await acrossTenants((tx) =>
    tx.update(webhookEndpoints).set({ url: "https://10.0.0.1/" }).where(eq(webhookEndpoints.id, moved)),
  );
  await happen();
  await deliverEvents(admin, moved);
  expect(await statusesOf(moved)).toEqual(["address_not_allowed"]);
});

test("a changed secret and the former one both sign for a day", async () => {
  const hook = await receiver();
  const { endpointId, secret: former } = await endpoint(hook.url);
  const rotated = await rotateSecret(admin, { endpointId, keepsFormer: true });
  if (!rotated.ok) throw new Error(rotated.refusal.code);
  const { secret } = rotated.value;
  const verifies = (with_: string, at: number) => {
    const { headers, body } = hook.received[at] ?? { headers: {}, body: "" };
    try {
      new Webhook(with_).verify(body, headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  };
  await happen();
  await deliverEvents(later(1), endpointId);
  expect([verifies(former, 0), verifies(secret, 0)]).toEqual([true, true]);
  await happen(later(25));
  await deliverEvents(later(25), endpointId);
  expect([verifies(former, 1), verifies(secret, 1)]).toEqual([false, true]);
  const [first] = await deliveriesOf(endpointId);
  if (!first) throw new Error("it was delivered");
  expect(await redeliverOne(later(26), { endpointId, deliveryId: first.id })).toMatchObject({
    value: { redelivered: true },
  });
  await deliverEvents(later(26), endpointId);
  expect(hook.received[2]?.headers["webhook-id"]).toBe(first.eventId);
});

test("a slow endpoint keeps only its own deliveries waiting, and is asked on few lanes", async () => {
  const [slow, quick] = [await receiver(null), await receiver()];
  const slowId = (await endpoint(slow.url)).endpointId;
  const quickId = (await endpoint(quick.url)).endpointId;
  for (let each = 0; each < 6; each++) await happen();
  const waiting = [deliverEvents(admin, slowId), deliverEvents(admin, slowId)];
  await deliverEvents(admin, quickId);
  expect(quick.received).toHaveLength(6);
  expect(slow.received.length).toBeLessThanOrEqual(4);
  // It answers at last.
  slow.state.status = 200;
  for (const close of closing.splice(0, 1)) close();
  await Promise.all(waiting);
});

test("the log lists what happened in the order in which it was published, and goes on without a gap", async () => {
  const reader = asKey(["read"]);
  const all: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await readEventsLog(reader, { after, limit: 3, tenantId: tenant.id });
    if (!page.ok) throw new Error(page.refusal.code);
    all.push(...page.value.data.map(({ id }) => id));
    if (page.value.data.length === 0) {
      await happen();
      expect(await readEventsLog(reader, { after, tenantId: tenant.id })).toMatchObject({
        value: { data: [{ type: "tenant.updated", data: { name: `Acme ${names}` } }] },
      });
      break;
    }
    after = page.value.next ?? undefined;
  }
  expect(all.length).toBeGreaterThan(5);
  expect(new Set(all).size).toBe(all.length);
  expect(await readEventsLog(asKey(["ingest"]), {})).toMatchObject({ refusal: { code: "forbidden" } });
});
