import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { outboxMessages, stripeEvents } from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { forgetEnvironment } from "@/lib/env";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { retryStuckMessages } from "@/lib/features/foundation/outbox/retry-stuck-messages";
import { asSystem, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { processStripeEvent } from "./process-stripe-event";
import { retryStuckEvents } from "./retry-stuck-events";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_0", STRIPE_WEBHOOK_SECRET: "whsec_test" });

const ctx = asSystem();
const batch = 200;

const waitingKeys = async () => {
  const { rows } = await database().execute<{ key: string }>(sql`select key from graphile_worker.jobs`);
  return rows.map(({ key }) => key);
};
const forgetJobs = () => database().execute(sql`delete from graphile_worker._private_jobs`);

test("200 messages that always fail leave room in the sweep for one that was not tried", async () => {
  const { id: tenantId } = await makeTenant();
  const mail = { to: "a@b.example", locale: "en", template: "sign_in", values: {}, path: "/" } as const;
  await inTenant(tenantId, async (tx) => {
    for (let count = 0; count < batch; count++) await enqueueMessage(tx, ctx, tenantId, "mail.send", mail);
    await tx.update(outboxMessages).set({ attempts: 3, nextAttemptAt: new Date(0), createdAt: new Date(0) });
  });
  const { messageId } = await inTenant(tenantId, (tx) =>
    enqueueMessage(tx, ctx, tenantId, "mail.send", mail),
  );
  await forgetJobs();
  await acrossTenants((tx) => retryStuckMessages(tx, batch));
  expect(await waitingKeys()).toContain(`outbox-message:${messageId}`);
});

test("200 events that always fail leave room in the sweep for one that was not tried", async () => {
  const payload = { type: "charge.refunded", data: { object: { id: "ch_1" } } };
  const event = { type: "charge.refunded", objectId: "ch_1", payload, receivedAt: new Date(0) };
  await acrossTenants(async (tx) => {
    const failing = Array.from({ length: batch }, (_, index) => ({
      ...event,
      id: `evt_${index}`,
      attempts: 3,
    }));
    await tx.insert(stripeEvents).values(failing);
    await tx
      .insert(stripeEvents)
      .values({ ...event, id: "evt_new", objectId: "ch_2", receivedAt: new Date(1) });
  });
  await forgetJobs();
  await acrossTenants((tx) => retryStuckEvents(tx, batch));
  expect(await waitingKeys()).toContain("stripe-event:ch_2");
});

test("an event that fails says why and when it is tried again, and no sweep tries it before", async () => {
  const payload = { type: "invoice.paid", data: { object: null } };
  const row = { id: "evt_odd", type: "invoice.paid", objectId: "", payload, receivedAt: new Date(0) };
  await acrossTenants((tx) => tx.insert(stripeEvents).values(row));
  await expect(processStripeEvent(ctx, "evt_odd")).rejects.toThrow(TypeError);
  const [failed] = await acrossTenants((tx) =>
    tx.select().from(stripeEvents).where(eq(stripeEvents.id, "evt_odd")),
  );
  expect(failed).toMatchObject({
    state: "pending",
    attempts: 1,
    lastError: expect.stringContaining("TypeError"),
  });
  expect(failed?.nextAttemptAt).toBeInstanceOf(Date);
  expect(await waitingKeys()).toContain("stripe-event:evt_odd");
  await acrossTenants((tx) =>
    tx
      .update(stripeEvents)
      .set({ nextAttemptAt: sql`clock_timestamp() + interval '1 hour'` })
      .where(eq(stripeEvents.id, "evt_odd")),
  );
  await forgetJobs();
  await acrossTenants((tx) => retryStuckEvents(tx, 10_000));
  expect(await waitingKeys()).not.toContain("stripe-event:evt_odd");
});

test("an event about what Stripe does not know is not done: it says so, and is not tried for ever", async () => {
  const unknown = {
    type: "invalid_request_error",
    code: "resource_missing",
    message: "No such refund: 're_1'",
  };
  const server = createServer((_request, response) =>
    response.writeHead(404, { "content-type": "application/json" }).end(JSON.stringify({ error: unknown })),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.STRIPE_API_BASE = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  forgetEnvironment();
  const payload = { type: "refund.created", created: 0, data: { object: { id: "re_1" } } };
  const row = { id: "evt_gone", type: "refund.created", objectId: "re_1", payload, receivedAt: new Date(0) };
  await acrossTenants((tx) => tx.insert(stripeEvents).values(row));
  await processStripeEvent(ctx, "evt_gone");
  server.close();
  process.env.STRIPE_API_BASE = "";
  forgetEnvironment();
  const [event] = await acrossTenants((tx) =>
    tx.select().from(stripeEvents).where(eq(stripeEvents.id, "evt_gone")),
  );
  expect(event).toMatchObject({ state: "refused", attempts: 1, lastError: "No such refund: 're_1'" });
  expect(event?.processedAt).toBeInstanceOf(Date);
});

test("all events that wait about one object are processed by one job, and each says how it ended", async () => {
  const about = (id: string, type: string, objectId: string) => ({
    id,
    type,
    objectId,
    payload: { id, type, created: 0, data: { object: { id: objectId } } },
    receivedAt: new Date(0),
  });
  const values = [
    about("evt_a", "product.created", "prod_1"),
    about("evt_b", "product.updated", "prod_1"),
    about("evt_c", "product.updated", "prod_2"),
  ];
  await acrossTenants((tx) => tx.insert(stripeEvents).values(values));
  await processStripeEvent(ctx, "evt_b");
  const states = await acrossTenants((tx) =>
    tx
      .select({ id: stripeEvents.id, state: stripeEvents.state })
      .from(stripeEvents)
      .where(sql`object_id like 'prod_%'`)
      .orderBy(stripeEvents.id),
  );
  expect(states.map(({ id, state }) => `${id} ${state}`)).toEqual([
    "evt_a done",
    "evt_b done",
    "evt_c pending",
  ]);
});
