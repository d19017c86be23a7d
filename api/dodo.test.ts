import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import DodoPayments from "dodopayments";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedLimit } from "@/lib/db/shared-limit";
import { createRateLimit } from "@/lib/http/rate-limit";
import { caller } from "@/tests/support/api-caller";
import { makeKey, makeTenant, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

/** Dodo's own client as its users install it; only the base URL and the key differ. */
useDatabase({ STRIPE_SECRET_KEY: "sk_test_0", STRIPE_WEBHOOK_SECRET: "whsec_test" });

const servers: Server[] = [];
let baseURL: string;
let apiKey: string;
let tenant: TestTenant;
let client: DodoPayments;

async function listen(api = createApi()): Promise<string> {
  const server = createServer(getRequestListener(api.fetch, { overrideGlobalObjects: false }));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}

const clientWith = (bearerToken: string, at = baseURL) =>
  new DodoPayments({ baseURL: at, bearerToken, logLevel: "off" });

beforeAll(async () => {
  baseURL = await listen();
  apiKey = (await makeKey("manage")).secret;
  tenant = await makeTenant();
  client = clientWith(apiKey);
});
afterAll(() => {
  for (const server of servers) server.close();
});

const meter = (name: string, rest: Partial<DodoPayments.MeterCreateParams> = {}) => ({
  name,
  event_name: `${name}.happened`,
  measurement_unit: "calls",
  aggregation: { type: "count" as const },
  ...rest,
});

test("the guide's snippet (HYBRID-17) sends an event; only its address and customer are changed", async () => {
  const customerId = tenant.id;
  const response = await fetch(`${baseURL}/events/ingest`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${apiKey}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({
      events: [
        {
          event_id: `call_${Date.now()}`,
          customer_id: customerId,
          event_name: "api.call",
          timestamp: new Date().toISOString(),
          metadata: { endpoint: "/v1/generate" },
        },
      ],
    }),
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ ingested_count: 1 });
});

describe("a meter", () => {
  test("counts events that are sent after its creation, and the counts show it", async () => {
    const made = await client.meters.create(
      meter("Data processed", {
        event_name: "data.processed",
        measurement_unit: "bytes",
        aggregation: { type: "sum", key: "bytes" },
        description: "What goes through",
      }),
    );
    expect(made).toMatchObject({
      id: expect.stringMatching(/^mtr_/),
      name: "Data processed",
      event_name: "data.processed",
      measurement_unit: "bytes",
      description: "What goes through",
      aggregation: { type: "sum", key: "bytes" },
      filter: null,
      created_at: expect.stringMatching(/Z$/),
    });
    expect(await client.meters.retrieve(made.id)).toEqual(made);
    const events = [1_500, 2_000.25].map((bytes, index) => ({
      event_id: `bytes_${index}`,
      customer_id: tenant.slug,
      event_name: "data.processed",
      metadata: { bytes },
    }));
    for (const _ of [1, 2])
      expect(await client.usageEvents.ingest({ events })).toMatchObject({ ingested_count: 2 });
    const counted = await fetch(`${baseURL}/tenants/${tenant.slug}/usage?unit=data_processed&period=today`, {
      headers: { Authorization: `Bearer ${apiKey}` },
    });
    expect(await counted.json()).toMatchObject({
      units: [{ unit_name: "data_processed", count: "3500.25" }],
    });
  });

  test("of each aggregation is returned as it was made, and a count is returned as a count", async () => {
    for (const type of ["count", "max", "last"] as const) {
      const key = type === "count" ? null : "value";
      const made = await client.meters.create(meter(`By ${type}`, { aggregation: { type, key } }));
      expect((await client.meters.retrieve(made.id)).aggregation).toEqual({ type, key });
    }
  });

  test("is listed page by page by the client's own iteration, archived and restored", async () => {
    for (let n = 0; n < 12; n++) await client.meters.create(meter(`Listed ${n}`));
    const listed: string[] = [];
    for await (const each of client.meters.list({ page_size: 5 })) listed.push(each.id);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.length).toBeGreaterThanOrEqual(12);
    const [id = ""] = listed;
    for (const _ of [1, 2]) await client.meters.archive(id);
    const archived = await client.meters.list({ archived: true });
    expect(archived.items.map((each) => each.id)).toEqual([id]);
    const present = await client.meters.list({ page_size: 100 });
    expect(present.items.map((each) => each.id)).not.toContain(id);
    await client.meters.unarchive(id);
    expect((await client.meters.list({ archived: true })).items).toEqual([]);
  });

  test("still counts while it is archived", async () => {
    const made = await client.meters.create(meter("Kept", { event_name: "kept" }));
    await client.meters.archive(made.id);
    const event = { event_id: "kept_1", customer_id: tenant.slug, event_name: "kept" };
    await client.usageEvents.ingest({ events: [event] });
    const counted = await fetch(`${baseURL}/tenants/${tenant.slug}/usage?unit=kept`, {
      headers: { Authorization: `Bearer ${apiKey}` },
    });
    expect(await counted.json()).toMatchObject({ units: [{ count: "1" }] });
  });
});

describe("a filter", () => {
  const clause = (key: string, operator: DodoPayments.FilterOperator, value: string | number | boolean) => ({
    key,
    operator,
    value,
  });
  const both = {
    conjunction: "and" as const,
    clauses: [
      {
        conjunction: "or" as const,
        clauses: [clause("region", "equals", "tokyo"), clause("region", "equals", "osaka")],
      },
      { conjunction: "and" as const, clauses: [clause("test", "not_equals", true)] },
    ],
  };

  test("that can be expressed decides what counts, and what `usageEvents.list` finds for its meter", async () => {
    const filter = both;
    const made = await client.meters.create(meter("Filtered", { event_name: "filtered", filter }));
    const kinds = [
      { region: "tokyo" },
      { region: "osaka", test: false },
      { region: "osaka", test: true },
      { region: "nagoya" },
      {},
    ];
    const events = kinds.map((metadata, index) => ({
      event_id: `filtered_${index}`,
      customer_id: tenant.slug,
      event_name: "filtered",
      metadata: metadata as Record<string, string | boolean>,
    }));
    await client.usageEvents.ingest({ events });
    const counted = await fetch(`${baseURL}/tenants/${tenant.slug}/usage?unit=filtered`, {
      headers: { Authorization: `Bearer ${apiKey}` },
    });
    expect(await counted.json()).toMatchObject({ units: [{ count: "2" }] });
    const found = await client.usageEvents.list({ meter_id: made.id });
    expect(found.items.map((each) => each.event_id).sort()).toEqual(["filtered_0", "filtered_1"]);
    // The returned filter has the same meaning: a meter that is made from it has the same conditions.
    const again = await client.meters.create(meter("Filtered again", { filter: made.filter }));
    expect(again.filter).toEqual(made.filter);
  });

  test("that cannot be expressed is refused by field", async () => {
    const refused: [DodoPayments.MeterFilter, string][] = [
      [{ conjunction: "and", clauses: [clause("a", "greater_than", 5)] }, "filter.clauses.0.operator"],
      [
        { conjunction: "or", clauses: [clause("a", "equals", 1), clause("b", "equals", 1)] },
        "filter.conjunction",
      ],
      [
        { conjunction: "or", clauses: [clause("a", "not_equals", 1), clause("a", "not_equals", 2)] },
        "filter.conjunction",
      ],
      [
        { conjunction: "and", clauses: [{ conjunction: "and", clauses: [clause("a", "contains", "x")] }] },
        "filter.clauses.0.clauses.0.operator",
      ],
    ];
    for (const [filter, field] of refused) {
      const error = await refusal(client.meters.create(meter("Refused", { filter })));
      expect(error).toMatchObject({ status: 422, error: { fields: [{ field, rule: "not_supported" }] } });
    }
  });
});

test("with endless nesting is refused", async () => {
  const key = (await makeKey("manage")).secret;
  const inner = '{"conjunction":"and","clauses":['.repeat(8_000) + "]}".repeat(8_000);
  const said = JSON.stringify(meter("Deep", {})).replace(/}$/, `,"filter":${inner}}`);
  const json = { "content-type": "application/json" };
  const response = await caller(createApi(), key).send("POST", "/api/v1/meters", said, json);
  expect(response).toMatchObject({
    status: 422,
    body: { fields: [{ field: "", rule: "too_deep" }] },
  });
});

test("values that no database could store are refused and not looked for", async () => {
  const read = caller(createApi(), (await makeKey("read")).secret);
  for (const query of [
    "customer_id=%00",
    "event_name=a%00",
    "meter_id=%00",
    "start=0000-01-01T00:00:00Z",
    "end=9999-12-31T23:59:59-09:00",
    "page_number=100000",
  ])
    expect(await read.get(`/api/v1/events?${query}`)).toMatchObject({ status: 422 });
  expect(await read.get("/api/v1/meters/%00")).toMatchObject({ status: 404 });
  for (const query of [
    "date=0000-01-01",
    "month=0000-12",
    "date=9999-12-31",
    "from=0000-01-01&to=0000-01-02",
  ])
    expect(await read.get(`/api/v1/tenants/${tenant.slug}/usage?${query}`)).toMatchObject({ status: 422 });
});

test("events are found by customer, name, time and id, the latest first", async () => {
  const other = await makeTenant();
  const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  const events = [0.1, 2, 50, 1_500].map((hoursAgo, index) => ({
    event_id: index === 0 ? "01990000-0000-7000-8000-000000000001" : `found_${index}`,
    customer_id: other.slug,
    event_name: "found",
    timestamp: at(hoursAgo),
    metadata: { index },
  }));
  await client.usageEvents.ingest({ events });
  const all: string[] = [];
  for await (const each of client.usageEvents.list({ customer_id: other.id, page_size: 1 }))
    all.push(each.event_id);
  expect(all).toEqual(events.map((event) => event.event_id));
  const some = await client.usageEvents.list({ event_name: "found", start: at(60), end: at(1) });
  expect(some.items.map((each) => each.event_id)).toEqual(["found_1", "found_2"]);
  expect(await client.usageEvents.retrieve("found_3")).toEqual({
    event_id: "found_3",
    business_id: "ten_backoffice",
    customer_id: other.id,
    event_name: "found",
    timestamp: events[3]?.timestamp,
    metadata: { index: 3 },
  });
});

describe("refusals arrive as the client's own errors", () => {
  test.each([
    ["an unknown key", () => clientWith("choba_wrong").meters.list(), DodoPayments.AuthenticationError],
    [
      "a key for reading only",
      async () => clientWith((await makeKey("read")).secret).meters.create(meter("No")),
      DodoPayments.PermissionDeniedError,
    ],
    [
      "a key for sending only",
      async () => clientWith((await makeKey("ingest")).secret).usageEvents.list(),
      DodoPayments.PermissionDeniedError,
    ],
    ["an unknown meter", () => client.meters.retrieve("mtr_00000000"), DodoPayments.NotFoundError],
    ["an unknown meter to archive", () => client.meters.archive("mtr_0"), DodoPayments.NotFoundError],
    ["an unknown event", () => client.usageEvents.retrieve("never"), DodoPayments.NotFoundError],
    [
      "an unknown customer",
      () => client.usageEvents.list({ customer_id: "cus_nobody" }),
      DodoPayments.UnprocessableEntityError,
    ],
    ["a page 0", () => client.meters.list({ page_number: 0 }), DodoPayments.UnprocessableEntityError],
    [
      "no event that can be accepted",
      () =>
        client.usageEvents.ingest({
          events: [{ event_id: "e", customer_id: "cus_nobody", event_name: "api.call" }],
        }),
      DodoPayments.UnprocessableEntityError,
    ],
  ] as const)("%s", async (_, call, kind) => {
    const error = await refusal(call());
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toMatch(/^4\d\d \S/);
  });

  test("wrong fields of a meter have the client's names", async () => {
    await client.meters.create(meter("Taken"));
    const cases: [Partial<DodoPayments.MeterCreateParams>, string, string][] = [
      [{ name: "Taken" }, "name", "key_taken"],
      [{ name: "mau" }, "name", "reserved"],
      [{ name: "名前", event_name: "イベント" }, "name", "no_latin_letter"],
      [{ aggregation: { type: "sum" } }, "aggregation.key", "required"],
      [{ aggregation: { type: "median" as "sum", key: "a" } }, "aggregation.type", "not_offered"],
      [{ measurement_unit: "" }, "measurement_unit", "required"],
    ];
    for (const [rest, field, rule] of cases)
      expect(await refusal(client.meters.create(meter("Fine", rest)))).toMatchObject({
        status: 422,
        error: { type: "invalid_input", fields: [{ field, rule, message: expect.stringMatching(/\S/) }] },
      });
  });
});

test("the client waits and repeats by itself if the response says that there are too many requests", async () => {
  const strict = createApi({
    perKey: createRateLimit({ burst: 1, perSecond: 5 }),
    failuresPerAddress: sharedLimit("test", { most: 60, seconds: 60 }),
  });
  const slow = clientWith(apiKey, await listen(strict));
  const event = { event_id: "patient", customer_id: tenant.slug, event_name: "api.call" };
  const responses = await Promise.all([1, 2].map(() => slow.usageEvents.ingest({ events: [event] })));
  expect(responses.map((each) => each.ingested_count)).toEqual([1, 1]);
  const impatient = slow.withOptions({ maxRetries: 0 });
  const calls = await Promise.allSettled(
    [1, 2, 3].map(() => impatient.usageEvents.ingest({ events: [event] })),
  );
  const refused = calls.filter((each) => each.status === "rejected").map(({ reason }) => reason);
  expect(refused.length).toBeGreaterThan(0);
  for (const error of refused) expect(error).toBeInstanceOf(DodoPayments.RateLimitError);
});

/** The error with which a call of the client ends. */
async function refusal(call: PromiseLike<unknown>): Promise<InstanceType<typeof DodoPayments.APIError>> {
  const error = await Promise.resolve(call).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DodoPayments.APIError) return error;
  throw new Error(`no refusal: ${String(error)}`);
}
