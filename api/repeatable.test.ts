import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { idempotentRequests } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { purgeMessages } from "@/lib/features/console/messages/purge-messages";
import { caller } from "@/tests/support/api-caller";
import { asSystem, auditedActions, makeKey, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

const api = createApi();
let host: ReturnType<typeof caller>;
let other: ReturnType<typeof caller>;
let tenant: Awaited<ReturnType<typeof makeTenant>>;
beforeAll(async () => {
  tenant = await makeTenant({ limits: { registeredRps: 3, registeredUsers: 3 } });
  host = caller(api, (await makeKey("manage")).secret);
  other = caller(api, (await makeKey("manage")).secret);
});

const register = (by: typeof host, id: string, key: string) =>
  by.post(`/api/v1/tenants/${tenant.slug}/rps`, { id }, { "idempotency-key": key });
const age = (interval: string) =>
  acrossTenants((tx) =>
    tx.update(idempotentRequests).set({ startedAt: sql`clock_timestamp() - ${interval}::interval` }),
  );
const count = () => acrossTenants((tx) => tx.$count(idempotentRequests));

test("many at once with one key: one effect and one answer, which later ones get again", async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => register(host, "portal", "k1")));
  const made = answers.filter(({ status }) => status === 201);
  const waits = answers.filter(({ status }) => status === 409);
  expect(made.length + waits.length).toBe(12);
  expect(made.filter(({ headers }) => !headers.has("idempotent-replayed"))).toHaveLength(1);
  for (const { headers, body } of waits) {
    expect(body).toMatchObject({ type: "idempotency_in_progress" });
    expect(headers.get("retry-after")).toBe("1");
    expect(headers.has("x-should-retry")).toBe(false);
  }
  const again = await register(host, "portal", "k1");
  expect(again).toMatchObject({ status: 201, body: made[0]?.body });
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(again.headers.get("content-type")).toBe(made[0]?.headers.get("content-type"));
  // Without the key it is known, and says so.
  expect((await host.post(`/api/v1/tenants/${tenant.slug}/rps`, { id: "portal" })).status).toBe(200);
  expect((await auditedActions(tenant.id)).filter((action) => action === "registration.add")).toHaveLength(1);
});

test("another content is refused; another API key and another idempotency key are other requests", async () => {
  expect(await register(host, "second", "k1")).toMatchObject({
    status: 422,
    body: { type: "idempotency_mismatch" },
  });
  expect((await register(other, "second", "k1")).status).toBe(201);
  expect((await register(host, "second", "k2")).status).toBe(200);
  expect(await register(host, "third", "")).toMatchObject({ status: 422, body: { type: "invalid_input" } });
});

test("a refusal is an answer as well; one without a body stays so", async () => {
  for (const id of ["third", "fourth"]) await register(host, id, `make ${id}`);
  const refused = await register(host, "fourth", "make fourth");
  expect(refused).toMatchObject({ status: 409, body: { type: "limit_reached" } });
  expect(refused.headers.get("idempotent-replayed")).toBe("true");
  const remove = () =>
    host.send("DELETE", `/api/v1/tenants/${tenant.slug}/rps/third`, undefined, { "idempotency-key": "gone" });
  expect(await remove()).toMatchObject({ status: 204, body: null });
  expect(await remove()).toMatchObject({ status: 204, body: null });
});

test("what a process began and never answered is waited for a minute, and then done", async () => {
  const unanswered = () =>
    acrossTenants((tx) => tx.update(idempotentRequests).set({ status: null, headers: null, body: null }));
  await unanswered();
  expect((await register(host, "portal", "k1")).status).toBe(409);
  await age("61 seconds");
  expect(await register(host, "other", "k1")).toMatchObject({ status: 422 });
  expect((await register(host, "portal", "k1")).status).toBe(200);
  expect((await register(host, "portal", "k1")).headers.get("idempotent-replayed")).toBe("true");
});

test("after a day an answer is forgotten", async () => {
  await age("23 hours");
  await purgeMessages(asSystem());
  expect(await count()).toBeGreaterThan(3);
  await age("25 hours");
  expect((await register(host, "something else", "k1")).headers.has("idempotent-replayed")).toBe(false);
  await purgeMessages(asSystem());
  expect(await count()).toBe(1);
});

test("each answer says the limit of its key and what is left of it", async () => {
  const { headers } = await host.get("/api/v1/tenants");
  expect(headers.get("ratelimit-policy")).toBe('"key";q=40000;w=2');
  expect(headers.get("ratelimit")).toMatch(/^"key";r=399\d\d;t=\d$/);
});
