import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import { eq, sql } from "drizzle-orm";
import { Hono } from "hono";
import { expect, test, vi } from "vitest";
import { stripeEvents } from "@/drizzle/schema";
import { closeDatabase, database } from "@/lib/db/client";
import { Busy } from "@/lib/db/group-commit";
import { acrossTenants } from "@/lib/db/transaction";
import { env, forgetEnvironment } from "@/lib/env";
import { caller } from "@/tests/support/api-caller";
import { makeKey, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";
import type { ApiEnvironment } from "./environment";
import { errorResponse } from "./errors";

const webhookSecret = "whsec_test";
useDatabase({ STRIPE_SECRET_KEY: "sk_test_0", STRIPE_WEBHOOK_SECRET: webhookSecret });

const api = createApi();
const nobody = caller(api);

const event = (id: string) =>
  JSON.stringify({ id, object: "event", type: "customer.updated", data: { object: { id: "cus_1" } } });

function announce(body: string, secondsAgo = 0, secret = webhookSecret) {
  const at = Math.floor(Date.now() / 1000) - secondsAgo;
  const signature = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
  return nobody.send("POST", "/api/stripe/webhook", body, { "stripe-signature": `t=${at},v1=${signature}` });
}

test("if too many requests wait for a look-up, the caller must try again later", async () => {
  const api = new Hono<ApiEnvironment>();
  api.onError(errorResponse);
  api.get("/", () => {
    throw new Busy();
  });
  const response = await api.request("/");
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"]);
});

test("health is ok while the database responds", async () => {
  expect(await nobody.get("/api/health")).toMatchObject({ status: 200, body: { status: "ok" } });
});

test("an event signed by Stripe is stored once and acknowledged each time", async () => {
  for (const _ of [1, 2]) expect((await announce(event("evt_kept"))).status).toBe(200);
  const kept = await acrossTenants((tx) => tx.select().from(stripeEvents));
  expect(kept.map((row) => row.id)).toEqual(["evt_kept"]);
});

test("an event that is unsigned, wrongly signed or too old is refused without a reason", async () => {
  const body = event("evt_refused");
  const refused = [
    await nobody.send("POST", "/api/stripe/webhook", body),
    await announce(body, 0, "whsec_other"),
    await announce(body, 3_600),
    await announce(body, -3_600),
  ];
  for (const response of refused) expect(response).toMatchObject({ status: 400, body: null });
  const kept = await acrossTenants((tx) => tx.select().from(stripeEvents));
  expect(kept.map((row) => row.id)).not.toContain("evt_refused");
});

test("what Stripe signs and Choba cannot process is acknowledged, and kept apart with its reason", async () => {
  const of = (id: string, change: object) => JSON.stringify({ ...JSON.parse(event(id)), ...change });
  const bodies = {
    evt_nul: of("evt_nul", { note: "a\0b" }),
    evt_bare: of("evt_bare", { data: undefined }),
    evt_thin: of("evt_thin", { object: "v2.core.event", data: undefined }),
    evt_connected: of("evt_connected", { account: "acct_other" }),
  };
  for (const body of [...Object.values(bodies), "{"])
    for (const _ of [1, 2]) expect((await announce(body)).status).toBe(200);
  const kept = await acrossTenants((tx) =>
    tx.select().from(stripeEvents).where(eq(stripeEvents.state, "set_aside")).orderBy(stripeEvents.id),
  );
  expect(kept.map(({ id, asideReason }) => [id.replace(/unnamed_.*/, "unnamed"), asideReason])).toEqual([
    ["evt_bare", "no_data"],
    ["evt_connected", "other_account"],
    ["evt_nul", "nul"],
    ["evt_thin", "thin"],
    ["unnamed", "unreadable"],
  ]);
});

test.each(["53100", "53200", "58030"])(
  "a database without room (%s) is told as unavailable",
  async (code) => {
    const api = new Hono<ApiEnvironment>();
    api.onError(errorResponse);
    api.get("/", async (c) => {
      await database().execute(
        sql.raw(`do $$ begin raise exception 'no room' using errcode = '${code}'; end $$`),
      );
      return c.text("");
    });
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const response = await api.request("/");
    log.mockRestore();
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
  },
);

test("an internal error goes to the log; the caller gets only its request id", async () => {
  const { slug } = await makeTenant();
  const host = caller(api, (await makeKey("manage")).secret);
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  await database().execute(sql`alter table registrations rename to mislaid`);
  const response = await host.post(
    `/api/v1/tenants/${slug}/rps`,
    { id: "anna" },
    { "x-request-id": "req-77" },
  );
  await database().execute(sql`alter table mislaid rename to registrations`);
  const logged = inspect(log.mock.calls, { depth: null });
  log.mockRestore();
  expect(response).toMatchObject({ status: 500, body: { type: "unexpected", request_id: "req-77" } });
  expect(JSON.stringify(response.body)).not.toContain("registrations");
  expect(logged).toContain("req-77");
  expect(logged).toContain("registrations");
  expect(logged).not.toContain("anna");
});

test("health is 503 when the database is gone", async () => {
  await closeDatabase();
  const address = env().DATABASE_URL;
  env().DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
  expect(await nobody.get("/api/health")).toMatchObject({ status: 503, body: { status: "unavailable" } });
  await closeDatabase();
  env().DATABASE_URL = address;
});

test("without a database the caller must try again later", async () => {
  const host = caller(api, (await makeKey("read")).secret);
  const there = process.env.DATABASE_URL ?? "";
  const away = new URL(there);
  away.port = "1";
  const set = async (url: string) => {
    process.env.DATABASE_URL = url;
    forgetEnvironment();
    await closeDatabase();
  };
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  await set(away.href);
  const response = await host.get("/api/v1/tenants/anybody/license");
  await set(there);
  const logged = inspect(log.mock.calls, { depth: null });
  log.mockRestore();
  expect(response).toMatchObject({ status: 503, body: { type: "unavailable" } });
  expect(logged).toContain("ECONNREFUSED");
  expect((await host.get("/api/v1/tenants/anybody/license")).status).toBe(404);
});
