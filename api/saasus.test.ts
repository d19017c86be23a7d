import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ApiScope } from "@/lib/domain/access/actions";
import { createApiKey } from "@/lib/features/people/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/features/people/api-keys/revoke-api-key";
import type { NewApiKey } from "@/lib/features/people/api-keys/write-key";
import { readCounts } from "@/lib/features/usage/metering/counts/counts";
import { agreeOnAggregations } from "@/lib/features/usage/metering/recount/agree-on-aggregations";
import { forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { type Answer, caller } from "@/tests/support/api-caller";
import { asSystem, makeKey, makeTenant, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_0", STRIPE_WEBHOOK_SECRET: "whsec_test" });

const api = createApi();
const base = "/api/v1/pricing";
type Caller = ReturnType<typeof caller>;
let manage: Caller;
let read: Caller;
let tenant: TestTenant;

const put = (who: Caller, path: string, body: unknown, headers: Record<string, string> = {}) =>
  who.send("PUT", base + path, JSON.stringify(body), { "content-type": "application/json", ...headers });
const patch = (who: Caller, path: string, body: unknown) =>
  who.send("PATCH", base + path, JSON.stringify(body), { "content-type": "application/json" });
const unitPath = (unit: string, rest: string, of = tenant.id as string) =>
  `/metering/tenants/${of}/units/${unit}/${rest}`;
const get = (path: string, headers?: Record<string, string>) => read.get(base + path, headers);
const unitBody = (unit_name: string, rest: object = {}) => ({
  unit_name,
  aggregate_usage: "sum",
  display_name: "Storage",
  description: "KB",
  ...rest,
});
const isError = { type: expect.any(String), message: expect.stringMatching(/\S/) };

/** A few seconds ago, as a host application would send it. */
const now = () => Math.floor(Date.now() / 1000) - 5;
const tokyoDay = (seconds: number) => new Date((seconds + 9 * 3_600) * 1000).toISOString().slice(0, 10);

/** Midday in Tokyo, so that no test crosses the end of a day. */
const standstill = new Date("2026-11-20T03:00:30Z");

beforeAll(async () => {
  vi.useFakeTimers({ now: standstill, toFake: ["Date"] });
  manage = caller(api, (await makeKey("manage")).secret);
  read = caller(api, (await makeKey("read")).secret);
  tenant = await makeTenant({ timeZone: "Asia/Tokyo" });
  forgetDirectory();
  for (const aggregation of ["sum", "max"]) {
    const body = unitBody(`storage_${aggregation}`, { aggregate_usage: aggregation });
    expect((await manage.post(`${base}/metering/units`, body)).status).toBe(201);
  }
});

afterAll(() => {
  vi.useRealTimers();
});

describe("metering units", () => {
  test("are created, listed, changed and deleted, with the same fields as at SaaSus", async () => {
    const made = await manage.post(`${base}/metering/units`, unitBody("user_count"));
    const id = (made.body as { id: string }).id;
    const shape = {
      id: expect.stringMatching(/^mtr_/),
      used: false,
      unit_name: "user_count",
      aggregate_usage: "sum",
      display_name: "Storage",
      description: "KB",
    };
    expect(made).toMatchObject({ status: 201 });
    expect(made.body).toEqual(shape);
    const list = async () => (await get("/metering/units")).body as { units: { unit_name: string }[] };
    expect(Object.keys(await list())).toEqual(["units"]);
    expect((await list()).units).toContainEqual(made.body);
    const changed = unitBody("user_count", { aggregate_usage: "max", display_name: "Users" });
    expect(await patch(manage, `/metering/units/${id}`, changed)).toMatchObject({ status: 200, body: null });
    expect((await list()).units).toContainEqual({ ...shape, display_name: "Users", aggregate_usage: "max" });
    const removed = await manage.delete(`${base}/metering/units/${id}`);
    expect(removed).toMatchObject({ status: 200, body: null });
    expect((await list()).units.map((unit) => unit.unit_name)).not.toContain("user_count");
  });

  test("unknown ones are 404, wrong ones 400 with the field in the message", async () => {
    const nothing = unitBody("x");
    for (const response of [
      await patch(manage, "/metering/units/mtr_00000000", nothing),
      await manage.delete(`${base}/metering/units/mtr_00000000`),
    ]) {
      expect(response.status).toBe(404);
      expect(response.body).toEqual({ type: "not_found", message: expect.any(String) });
    }
    const wrong = await manage.post(`${base}/metering/units`, unitBody("x", { aggregate_usage: "average" }));
    expect(wrong.status).toBe(400);
    expect(wrong.body).toEqual({
      type: "invalid_input",
      message: expect.stringContaining("aggregate_usage: Choose one of the offered values."),
    });
    const twice = await manage.post(`${base}/metering/units`, unitBody("storage_sum"));
    expect(twice).toMatchObject({ status: 400, body: { message: expect.stringContaining("unit_name: ") } });
    expect((await read.post(`${base}/metering/units`, nothing)).status).toBe(403);
  });
});

describe("tax rates", () => {
  test("are created, listed and renamed, with the same fields as at SaaSus", async () => {
    const rate = {
      name: "japanese_consumption_tax",
      display_name: "消費税",
      percentage: 8.5,
      inclusive: false,
      country: "JP",
      description: "",
    };
    const made = await manage.post(`${base}/tax-rates`, rate);
    expect(made.status).toBe(201);
    expect(made.body).toEqual({ id: expect.stringMatching(/^tax_/), ...rate });
    const { id } = made.body as { id: string };
    const words = { display_name: "Consumption tax", description: "of Japan" };
    expect(await patch(manage, `/tax-rates/${id}`, words)).toMatchObject({ status: 200, body: null });
    expect((await get("/tax-rates")).body).toEqual({ tax_rates: [{ id, ...rate, ...words }] });
    expect((await manage.post(`${base}/tax-rates`, rate)).status).toBe(400);
    expect((await manage.post(`${base}/tax-rates`, { ...rate, name: "b", percentage: 101 })).status).toBe(
      400,
    );
    expect((await patch(manage, "/tax-rates/tax_00000000", words)).status).toBe(404);
    expect((await read.post(`${base}/tax-rates`, { ...rate, name: "c" })).status).toBe(403);
  });
});

describe("counts", () => {
  test("of a day, a month, one unit and all units have SaaSus's fields, sum and max by the unit", async () => {
    const own = await makeTenant();
    const at = now();
    const [date, month] = [tokyoDay(at), tokyoDay(at).slice(0, 7)];
    for (const unit of ["storage_sum", "storage_max"]) {
      await put(manage, unitPath(unit, `timestamp/${at}`, own.id), { method: "add", count: 30 });
      await put(manage, unitPath(unit, `timestamp/${at - 1}`, own.slug), { method: "direct", count: 12 });
    }
    const paths = (unit: string) =>
      ["today", "thismonth", `date/${date}`, `month/${month}`].map((rest) =>
        get(unitPath(unit, rest, own.slug)).then((response) => response.body),
      );
    const sum = { metering_unit_name: "storage_sum", count: 42 };
    const max = { metering_unit_name: "storage_max", count: 30 };
    const [inDay, inMonth] = [{ date }, { month }];
    expect(await Promise.all(paths("storage_sum"))).toEqual([
      { ...sum, ...inDay },
      { ...sum, ...inMonth },
      { ...sum, ...inDay },
      { ...sum, ...inMonth },
    ]);
    expect(await Promise.all(paths("storage_max"))).toEqual([
      { ...max, ...inDay },
      { ...max, ...inMonth },
      { ...max, ...inDay },
      { ...max, ...inMonth },
    ]);
    for (const rest of ["today", `date/${date}`])
      expect((await get(`/metering/tenants/${own.id}/units/${rest}`)).body).toEqual({
        counts: [
          { ...max, ...inDay },
          { ...sum, ...inDay },
        ],
      });
    for (const rest of ["thismonth", `month/${month}`])
      expect((await get(`/metering/tenants/${own.id}/units/${rest}`)).body).toEqual({
        counts: [
          { ...max, ...inMonth },
          { ...sum, ...inMonth },
        ],
      });
    const ours = await readCounts(asSystem(new Date()), own.id, { period: { type: "this_month" } });
    expect(ours).toMatchObject({ value: { counts: [{ count: "30" }, { count: "42" }] } });
  });

  test("are zero if nothing was recorded, and 404 for an unknown unit or tenant", async () => {
    expect((await get(unitPath("storage_max", "date/2020-02-29"))).body).toEqual({
      metering_unit_name: "storage_max",
      date: "2020-02-29",
      count: 0,
    });
    for (const path of [
      unitPath("unknown", "today"),
      unitPath("storage_sum", "today", "nobody"),
      unitPath("unknown", "date-period"),
      "/metering/nothing",
    ]) {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(response.body).toEqual(isError);
    }
    for (const path of ["date/2026-02-30", "month/2026-13", "date/today"]) {
      const response = await get(unitPath("storage_sum", path));
      expect(response.status).toBe(400);
      expect(response.body).toEqual(isError);
    }
  });

  test("are rounded half up, and keep every digit of a large number", async () => {
    const own = await makeTenant();
    const event = (event_id: string, n: string) => ({
      event_id,
      customer_id: own.slug,
      event_name: "weighed",
      metadata: { n },
    });
    await createUnit("weight", "weighed");
    const events = [event("1", "0.5"), event("2", "0.95"), event("3", "123456789012345678")];
    expect((await manage.post("/api/v1/events/ingest", { events })).status).toBe(200);
    const response = await api.request(base + unitPath("weight", "today", own.slug), {
      headers: { authorization: `Bearer ${(await makeKey("read")).secret}` },
    });
    expect(await response.text()).toContain('"count":123456789012345679}');
  });

  test("are sums for every unit while Stripe is off", async () => {
    const own = await makeTenant();
    const at = now();
    for (const second of [at, at - 1])
      await put(manage, unitPath("storage_max", `timestamp/${second}`, own.id), { method: "add", count: 5 });
    const { env } = await import("@/lib/env");
    const key = env().STRIPE_SECRET_KEY;
    env().STRIPE_SECRET_KEY = undefined;
    await agreeOnAggregations(asSystem());
    const off = await get(unitPath("storage_max", "thismonth", own.id));
    const units = await get("/metering/units");
    env().STRIPE_SECRET_KEY = key;
    await agreeOnAggregations(asSystem());
    expect(off.body).toMatchObject({ count: 10 });
    expect(JSON.stringify(units.body)).not.toContain('"max"');
    expect((await get(unitPath("storage_max", "thismonth", own.id))).body).toMatchObject({ count: 5 });
  });
});

describe("values at a timestamp", () => {
  test("are increased, decreased, set and deleted, and listed by second", async () => {
    const own = await makeTenant();
    const at = now();
    const path = unitPath("storage_sum", `timestamp/${at}`, own.id);
    const counts: unknown[] = [];
    for (const body of [
      { method: "add", count: 5 },
      { method: "sub", count: 2 },
      { method: "direct", count: 9 },
    ]) {
      const response = await put(manage, path, body);
      expect(response.status).toBe(200);
      counts.push(response.body);
    }
    const shape = { metering_unit_name: "storage_sum", timestamp: at };
    expect(counts).toEqual([
      { ...shape, count: 5 },
      { ...shape, count: 3 },
      { ...shape, count: 9 },
    ]);
    await put(manage, unitPath("storage_sum", `timestamp/${at - 60}`, own.id), { method: "sub", count: 4 });
    const listed = await get(
      unitPath("storage_sum", `date-period?start_timestamp=${at - 60}&end_timestamp=${at}`, own.id),
    );
    expect(listed.body).toEqual({
      metering_unit_name: "storage_sum",
      counts: [
        { timestamp: at - 60, count: -4 },
        { timestamp: at, count: 9 },
      ],
    });
    const part = await get(unitPath("storage_sum", `date-period?start_timestamp=${at}`, own.id));
    expect(part.body).toMatchObject({ counts: [{ timestamp: at }] });
    for (const _ of [1, 2])
      expect(await manage.delete(base + path)).toMatchObject({ status: 200, body: null });
    expect((await get(unitPath("storage_sum", "today", own.id))).body).toMatchObject({ count: -4 });
  });

  test("are set at the present second, and a repeat with an Idempotency-Key changes nothing", async () => {
    const own = await makeTenant();
    const path = unitPath("storage_sum", "now", own.id);
    const key = { "idempotency-key": "order-17" };
    const before = Math.floor(Date.now() / 1000);
    const first = await put(manage, path, { method: "add", count: 1 }, key);
    expect((first.body as { timestamp: number }).timestamp).toBeGreaterThanOrEqual(before);
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => put(manage, path, { method: "add", count: 1 }, key)),
    );
    for (const response of responses) expect(response).toMatchObject({ status: 200, body: first.body });
    expect((await get(unitPath("storage_sum", "today", own.id))).body).toMatchObject({ count: 1 });
    const other = await put(manage, path, { method: "add", count: 2 }, key);
    expect(other).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("Idempotency-Key: ") },
    });
  });

  test("twenty concurrent additions to one second lose nothing", async () => {
    const own = await makeTenant();
    const path = unitPath("storage_max", `timestamp/${now()}`, own.id);
    const add = () => put(manage, path, { method: "add", count: 1 });
    const responses = await Promise.all(Array.from({ length: 20 }, add));
    const seen = responses.map((response) => (response.body as { count: number }).count);
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect((await get(unitPath("storage_max", "thismonth", own.id))).body).toMatchObject({ count: 20 });
  });

  test("events that count towards the unit are listed with them", async () => {
    const own = await makeTenant();
    await createUnit("mixed", "mixed.event");
    const at = now();
    const event = (event_id: string, seconds: number, n: number) => ({
      event_id,
      customer_id: own.slug,
      event_name: "mixed.event",
      timestamp: new Date(seconds * 1000 + 250).toISOString(),
      metadata: { n },
    });
    const events = [event("a", at, 2), event("b", at, 3), event("c", at - 90, 7)];
    await manage.post("/api/v1/events/ingest", { events });
    await put(manage, unitPath("mixed", `timestamp/${at}`, own.id), { method: "add", count: 10 });
    const listed = await get(unitPath("mixed", `date-period?start_timestamp=${at - 100}`, own.id));
    expect(listed.body).toMatchObject({
      counts: [
        { timestamp: at - 90, count: 7 },
        { timestamp: at, count: 15 },
      ],
    });
  });

  test("wrong ones are refused with the field's name", async () => {
    const ok = { method: "add", count: 1 };
    const at = now();
    for (const [path, body] of [
      [`timestamp/${at}`, { method: "multiply", count: 1 }],
      [`timestamp/${at}`, { method: "add", count: -1 }],
      [`timestamp/${at}`, { method: "add", count: 1.5 }],
      [`timestamp/${at}`, { method: "add", count: "1" }],
      [`timestamp/${at}`, {}],
      ["timestamp/yesterday", ok],
      ["timestamp/0", ok],
      [`timestamp/${at + 3_600}`, ok],
    ] as const) {
      const response = await put(manage, unitPath("storage_sum", path), body);
      expect(response.status).toBe(400);
      expect(response.body).toEqual(isError);
    }
    for (const query of [
      `start_timestamp=${at}&end_timestamp=${at - 1}`,
      "start_timestamp=0",
      "start_timestamp=x",
    ])
      expect((await get(unitPath("storage_sum", `date-period?${query}`))).status).toBe(400);
    expect((await put(read, unitPath("storage_sum", "now"), ok)).status).toBe(403);
    expect((await put(manage, unitPath("unknown", "now"), ok)).status).toBe(404);
  });
});

describe("who calls, signed", () => {
  type Signer = Extract<NewApiKey, { kind: "signature" }>;

  async function makeSigner(...scopes: ApiScope[]): Promise<Signer> {
    const made = await createApiKey(asSystem(), { name: "SaaSus", scopes, kind: "signature" });
    if (!made.ok || made.value.kind !== "signature") throw new Error("no key");
    return made.value;
  }

  /** How SaaSus's clients sign, written from their description and not from our code. */
  function authorization(key: Signer, method: string, url: string, body: string, at = new Date()): string {
    const pad = (n: number) => String(n).padStart(2, "0");
    const minute = `${at.getUTCFullYear()}${pad(at.getUTCMonth() + 1)}${pad(at.getUTCDate())}${pad(at.getUTCHours())}${pad(at.getUTCMinutes())}`;
    const text = `${minute}${key.accessKey}${method}${url.split("//")[1]}${body}`;
    const signature = createHmac("sha256", key.secret).update(text, "utf8").digest("hex");
    return `SAASUSSIGV1 Sig=${signature}, SaaSID=${key.saasId}, APIKey=${key.accessKey}`;
  }

  const nobody = caller(api);
  async function call(
    key: Signer,
    method: string,
    path: string,
    body?: string,
    but: { at?: Date; path?: string; body?: string; host?: string; header?: (text: string) => string } = {},
  ): Promise<Answer> {
    const url = `https://${but.host ?? "desk.example"}${path}`;
    const header = authorization(key, method, url, body ?? "", but.at);
    return nobody.send(method, but.path ?? path, but.body ?? body, {
      host: "desk.example",
      authorization: but.header?.(header) ?? header,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    });
  }

  test("reads and writes on every route, within its scopes", async () => {
    const key = await makeSigner("manage");
    const path = `${base}${unitPath("storage_sum", `timestamp/${now()}`)}`;
    expect((await call(key, "PUT", path, '{"method":"add", "count":3}')).status).toBe(200);
    expect(
      (await call(key, "GET", `${base}${unitPath("storage_sum", "date-period?start_timestamp=0")}`)).status,
    ).toBe(400);
    expect((await call(key, "GET", `/api/v1/tenants/${tenant.slug}/license`)).status).toBe(200);
    expect((await call(key, "DELETE", path)).status).toBe(200);
    const reader = await makeSigner("read");
    expect((await call(reader, "GET", `${base}/metering/units`)).status).toBe(200);
    expect((await call(reader, "PUT", path, '{"method":"add","count":3}')).status).toBe(403);
    expect(reader.saasId).toBe(key.saasId);
  });

  test("a signature that is nearly right is told what is wrong, and a wrong one is not", async () => {
    const key = await makeSigner("read");
    const path = `${base}/metering/units`;
    const inTokyo = new Date(Date.now() + 9 * 3_600_000);
    const messageOf = async (but: Parameters<typeof call>[4]) => {
      const { status, body } = await call(key, "GET", path, undefined, but);
      expect(status).toBe(401);
      return (body as { message: string }).message;
    };
    expect(await messageOf({ at: inTokyo })).toContain("Sig: Signed for another minute");
    expect(await messageOf({ header: (text) => text.replace(key.saasId, "another") })).toContain(
      "SaaSID: This is not",
    );
    expect(await messageOf({ path: `${path}?more=1` })).not.toContain("Sig:");
    expect(await messageOf({ at: inTokyo, path: `${path}?more=1` })).not.toContain("Sig:");
  });

  test("the same call twice in a minute is two calls, as at SaaSus", async () => {
    const [key, own] = [await makeSigner("ingest"), await makeTenant()];
    const path = `${base}${unitPath("storage_sum", "now", own.slug)}`;
    const one = '{"method":"add","count":1}';
    expect([await call(key, "PUT", path, one), await call(key, "PUT", path, one)]).toMatchObject([
      { status: 200, body: { count: 1 } },
      { status: 200, body: { count: 2 } },
    ]);
  });

  test("signed events are accepted too, also line by line, in any bytes", async () => {
    const key = await makeSigner("ingest");
    const line = (event_id: string) =>
      JSON.stringify({
        event_id,
        customer_id: tenant.slug,
        event_name: "日本",
        metadata: { 場所: "東京 🗼" },
      });
    const lines = [line("l-1"), line("l-2")].join("\n");
    const path = "/api/v1/events/ingest";
    const headers = {
      host: "desk.example",
      authorization: authorization(key, "POST", `https://desk.example${path}`, lines),
      "content-type": "application/x-ndjson",
    };
    expect(await nobody.send("POST", path, lines, headers)).toMatchObject({ status: 200, body: { new: 2 } });
    const large = "x".repeat(1_100_000);
    const tooLarge = { ...headers, authorization: authorization(key, "POST", "https://desk.example", "") };
    expect((await nobody.send("POST", path, large, tooLarge)).status).toBe(413);
  });

  test("signs over Node's own server as well, with a body and without, also line by line", async () => {
    const key = await makeSigner("manage");
    const server = createServer(getRequestListener(api.fetch, { overrideGlobalObjects: false }));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const line = JSON.stringify({ event_id: "wire", customer_id: tenant.slug, event_name: "wire" });
    const statuses = await Promise.all(
      (
        [
          ["GET", `${base}/metering/units?a=%E6%97%A5//b c`.replace(" ", "%20"), ""],
          ["PUT", base + unitPath("storage_sum", "now"), '{"method":"add","count":1}'],
          ["POST", "/api/v1/events/ingest", line],
          ["DELETE", base + unitPath("storage_sum", `timestamp/${now()}`), ""],
        ] as const
      ).map(async ([method, path, body]) => {
        const minute = new Date().toISOString().slice(0, 16).replace(/\D/g, "");
        const text = `${minute}${key.accessKey}${method}${home.slice("http://".length)}${path}${body}`;
        const signature = createHmac("sha256", key.secret).update(text).digest("hex");
        const response = await fetch(home + path, {
          method,
          body: body || undefined,
          headers: {
            authorization: `SAASUSSIGV1 Sig=${signature}, SaaSID=${key.saasId}, APIKey=${key.accessKey}`,
            "content-type": body === line ? "application/x-ndjson" : "application/json",
          },
        });
        await response.arrayBuffer();
        return response.status;
      }),
    );
    await new Promise((resolve) => server.close(resolve));
    expect(statuses).toEqual([200, 200, 200, 200]);
  });

  test("another minute, body, path, method, host, id or signature is 401", async () => {
    const key = await makeSigner("manage");
    const path = `${base}${unitPath("storage_sum", `timestamp/${now()}`)}`;
    const body = '{"method":"add","count":3}';
    const minutes = (n: number) => new Date(Date.now() + n * 60_000);
    const other = await makeSigner("manage");
    for (const but of [
      { at: minutes(-2) },
      { at: minutes(2) },
      { body: '{"method":"add","count":4}' },
      { path: path.replace("storage_sum", "storage_max") },
      { path: `${path}?a=1` },
      { host: "elsewhere.example" },
      { header: (text: string) => text.replace(key.saasId, "another-saas") },
      { header: (text: string) => text.replace(key.accessKey, other.accessKey) },
      { header: (text: string) => text.replace(/Sig=../, "Sig=zz") },
      { header: (text: string) => text.replace(/Sig=../, "Sig=") },
      { header: (text: string) => text.replace(key.accessKey, "unknown") },
      { header: () => `Bearer ${key.secret}` },
      { header: () => `Bearer ${key.accessKey}` },
    ]) {
      const response = await call(key, "PUT", path, body, but);
      expect([but, response.status]).toEqual([but, 401]);
      expect(response.body).toEqual(isError);
    }
    for (const at of [minutes(-1), minutes(1)])
      expect((await call(key, "PUT", path, body, { at })).status).toBe(200);
  });

  test("behind a proxy that changes the host, the host of CHOBA_URL was signed", async () => {
    const { env } = await import("@/lib/env");
    const key = await makeSigner("read");
    const path = `${base}/metering/units`;
    env().CHOBA_URL = "https://billing.example";
    const seen = await call(key, "GET", path, undefined, { host: "billing.example" });
    env().CHOBA_URL = undefined;
    expect(seen.status).toBe(200);
  });

  test("uses the machine's minute, wherever the demo's clock stands", async () => {
    const key = await makeSigner("read");
    const at = new Date("2031-05-05T23:59:30Z");
    vi.setSystemTime(at);
    const response = await call(key, "GET", `${base}/metering/units`, undefined, { at });
    vi.setSystemTime(standstill);
    expect(response.status).toBe(200);
  });

  test("a revoked key cannot sign any more", async () => {
    const key = await makeSigner("read");
    await revokeApiKey(asSystem(), { keyId: key.keyId });
    expect((await call(key, "GET", `${base}/metering/units`)).status).toBe(401);
  });
});

test("every response has a trace id, the caller's own if it sent one", async () => {
  const own = await get("/metering/units", { "x-saasus-trace-id": "Root=1-5759e988-bd862e3f" });
  expect(own.headers.get("x-saasus-trace-id")).toBe("Root=1-5759e988-bd862e3f");
  const counted = await get(unitPath("storage_sum", "today"));
  expect(counted.headers.get("x-saasus-trace-id")).toMatch(/\S{10,}/);
  expect(counted.headers.get("cache-control")).toBe("no-store");
  expect((await get("/nothing")).headers.get("x-saasus-trace-id")).toMatch(/\S{10,}/);
  expect((await caller(api).get(`${base}/metering/units`)).body).toEqual(isError);
});

async function createUnit(unitName: string, eventName: string): Promise<void> {
  const { createMeterUnit } = await import("@/lib/features/catalog/meter-units/create-meter-unit");
  const name = { en: unitName, ja: unitName };
  const unit = { unitName, displayName: name, unitLabel: name, eventName, property: "n" };
  expect((await createMeterUnit(asSystem(), unit)).ok).toBe(true);
}

test("a wrong method is told with those that the address takes; an unknown address, tenant and unit are told apart", async () => {
  const wrong = await manage.send("PUT", `/api/v1/tenants/${tenant.slug}/license`);
  expect(wrong).toMatchObject({ status: 405, body: { type: "method_not_allowed" } });
  expect(wrong.headers.get("allow")).toBe("GET");
  const theirs = await manage.send("PUT", `${base}/metering/units`);
  expect(theirs).toMatchObject({ status: 405, body: { type: "method_not_allowed" } });
  expect(theirs.headers.get("allow")).toBe("GET, POST");
  const answers = [
    await get("/metering/nothing"),
    await get(unitPath("storage_sum", "today", "nobody")),
    await get(unitPath("nothing", "today")),
    await put(manage, unitPath("nothing", "now"), { method: "add", count: 1 }),
    await manage.delete(`${base}/metering/units/mtr_00000000`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  const told = answers.map(
    ({ body }) => /(\w+): There is no such/.exec((body as { message: string }).message)?.[1],
  );
  expect(told).toEqual([
    undefined,
    "tenant_id",
    "metering_unit_name",
    "metering_unit_name",
    "metering_unit_id",
  ]);
});

test("a unit that has counted something goes only if its counts are said to go with it", async () => {
  const made = await manage.post(`${base}/metering/units`, unitBody("short_lived"));
  const path = `${base}/metering/units/${(made.body as { id: string }).id}`;
  await put(manage, unitPath("short_lived", "now"), { method: "add", count: 1 });
  expect(await manage.delete(path)).toMatchObject({ status: 409, body: { type: "has_counts" } });
  expect((await manage.delete(`${path}?delete_counts=true`)).status).toBe(200);
});
