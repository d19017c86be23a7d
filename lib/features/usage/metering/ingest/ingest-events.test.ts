import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { meterUnits } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import type { Aggregation } from "@/lib/domain/catalog/meter-unit";
import type { Id } from "@/lib/domain/ids";
import { readCounts } from "@/lib/features/usage/metering/counts/counts";
import { forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { asKey, makeTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { ingestEvents } from "./ingest-events";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_metering", STRIPE_WEBHOOK_SECRET: "whsec_metering" });

let tenant: { id: Id<"tenant">; slug: string };

async function makeUnit(
  unitName: string,
  aggregation: Aggregation,
  property: string | null,
  eventName = "data",
) {
  const label = { en: unitName, ja: unitName };
  await acrossTenants((tx) =>
    tx.insert(meterUnits).values({
      id: newId("meterUnit"),
      unitName,
      displayName: label,
      unitLabel: label,
      description: "",
      eventName,
      property,
      aggregation,
      createdAt: testNow,
    }),
  );
}

beforeAll(async () => {
  await makeUnit("volume", "sum", "bytes");
  await makeUnit("largest", "max", "bytes");
  await makeUnit("calls", "count", null);
  await makeUnit("newest", "last", "bytes");
  await makeUnit("regions", "unique", "region");
  await makeUnit("tokens", "sum", "tokens", "llm.call");
});
beforeEach(async () => {
  tenant = await makeTenant({ timeZone: "Asia/Tokyo" });
});

const key = asKey(["ingest"]);
const reader = asKey(["read"]);
const event = (bytes: number | string, rest: Record<string, unknown> = {}) => ({
  event_id: randomUUID(),
  customer_id: tenant.slug,
  event_name: "data",
  timestamp: "2026-11-20T02:00:00Z",
  metadata: { bytes, region: "eu" },
  ...rest,
});
const send = async (...events: unknown[]) => {
  const answer = await ingestEvents(key, { events });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
};
async function counts(period: Parameters<typeof readCounts>[2]["period"] = { type: "today" }) {
  const answer = await readCounts(reader, tenant.id, { period });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return Object.fromEntries(answer.value.counts.map(({ unitName, count }) => [unitName, count]));
}

test("one event feeds every unit that listens to its name, each by its own aggregation", async () => {
  await send(
    event(5),
    event("2.5", { timestamp: "2026-11-20T02:30:00Z", metadata: { bytes: "2.5", region: "us" } }),
    event(7, { timestamp: "2026-11-20T01:00:00Z" }),
  );
  expect(await counts()).toEqual({
    tokens: "0",
    volume: "14.5",
    largest: "7",
    calls: "3",
    newest: "2.5",
    regions: "2",
  });
});

describe("exactly once", () => {
  test("in one batch, across batches, and the answer says what was known", async () => {
    const one = event(5);
    expect(await send(one, one, event(1))).toMatchObject({ new: 2, known: 1, conflicts: [] });
    expect(await send(one)).toMatchObject({ new: 0, known: 1 });
    expect(await counts()).toMatchObject({ volume: "6", calls: "2" });
  });

  test("from eight callers at once, with their batches shuffled", async () => {
    const events = Array.from({ length: 200 }, (_, n) => event(n, { event_id: `e-${n}` }));
    const shuffled = (seed: number) =>
      [...events].sort(
        (a, b) => ((Number(a.event_id.slice(2)) * seed) % 199) - ((Number(b.event_id.slice(2)) * seed) % 199),
      );
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => send(...shuffled(n + 3))));
    expect(answers.reduce((sum, answer) => sum + answer.new, 0)).toBe(200);
    expect(await counts()).toMatchObject({ volume: String((199 * 200) / 2), calls: "200", largest: "199" });
  });

  test("an id that comes again with other content is reported, and the first one stands", async () => {
    const one = event(5);
    await send(one);
    const other = { ...one, metadata: { bytes: 6 } };
    expect(await send(event(1), other)).toMatchObject({
      new: 1,
      known: 0,
      conflicts: [{ index: 1, eventId: one.event_id }],
    });
    expect(await counts()).toMatchObject({ volume: "6" });
  });

  test("an event without a time is the same event when it is sent again later", async () => {
    const one = event(5, { timestamp: undefined });
    await ingestEvents(asKey(["ingest"], testNow), { events: [one] });
    const later = await ingestEvents(asKey(["ingest"], new Date(testNow.getTime() + 60_000)), {
      events: [one],
    });
    expect(later).toMatchObject({ ok: true, value: { new: 0, known: 1, conflicts: [] } });
  });

  test("tenants do not share ids", async () => {
    const one = event(5, { event_id: "same" });
    await send(one);
    tenant = await makeTenant();
    expect(await send({ ...one, customer_id: tenant.id })).toMatchObject({ new: 1 });
  });
});

describe("bad events", () => {
  test("do not reject the good ones, and are reported by index and field", async () => {
    const answer = await send(
      event(1),
      event("many"),
      event(2, { customer_id: "nobody" }),
      event(3, { timestamp: "2027-01-01T00:00:00Z" }),
      null,
    );
    expect(answer).toMatchObject({
      new: 1,
      rejected: [
        {
          index: 1,
          errors: [{ field: "metadata.bytes", rule: "not_a_number" }, { field: "metadata.bytes" }, {}],
        },
        { index: 2, errors: [{ field: "customer_id", rule: "unknown_tenant" }] },
        { index: 3, errors: [{ field: "timestamp", rule: "in_the_future" }] },
        { index: 4, errors: [{ rule: "wrong_type" }] },
      ],
    });
    expect(await counts()).toMatchObject({ volume: "1" });
  });

  test("refuse the whole call if the caller wants all or nothing", async () => {
    const answer = await ingestEvents(key, { allOrNothing: true, events: [event(1), event("many")] });
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: "invalid_input", fields: [{ field: "events.1.metadata.bytes" }, {}, {}] },
    });
    expect(await counts()).toMatchObject({ calls: "0" });
  });

  test("a name that no unit listens to is kept and said", async () => {
    expect(await send(event(1, { event_name: "mistyped" }))).toMatchObject({
      new: 1,
      uncountedNames: ["mistyped"],
    });
  });

  test("a property that no unit finds is said, and the event is kept", async () => {
    const call = (metadata: Record<string, unknown>) => event(1, { event_name: "llm.call", metadata });
    const unread = { eventName: "llm.call", missing: ["tokens"], sent: ["token"], events: 2 };
    expect(await send(call({ token: 5 }), call({ token: 6 }), call({ tokens: 7 }))).toMatchObject({
      new: 3,
      uncountedNames: [],
      unreadEvents: [unread],
    });
    expect(await counts()).toMatchObject({ tokens: "7" });
  });
});

describe("a day is a day of the tenant's zone", () => {
  test.each([
    ["Asia/Tokyo", "2026-10-31T14:59:59.999Z", "2026-10-31T15:00:00Z", "2026-11-01"],
    ["America/New_York", "2026-11-02T04:59:59.999Z", "2026-11-02T05:00:00Z", "2026-11-02"],
    ["America/New_York", "2026-03-09T03:59:59.999Z", "2026-03-09T04:00:00Z", "2026-03-09"],
    ["Pacific/Apia", "2026-02-28T10:59:59.999Z", "2026-02-28T11:00:00Z", "2026-03-01"],
  ])("%s: %s is before, %s is on it", async (timeZone, before, on, day) => {
    tenant = await makeTenant({ timeZone });
    await send(event(1, { timestamp: before }), event(10, { timestamp: on }));
    expect(await counts({ type: "day", day })).toMatchObject({ volume: "10" });
    expect(await counts({ type: "month", month: day.slice(0, 7) })).toMatchObject({
      volume: day.endsWith("-01") ? "10" : "11",
    });
  });
});

test("a change of what is counted is never missed: what was worked out before it is worked out again", async () => {
  await send(event(1));
  await acrossTenants(async (tx) => {
    await tx.execute(sql`select choba_move_epoch()`);
    await tx.execute(sql`update meter_units set property = 'weight' where unit_name = 'volume'`);
  });
  await send(event(1, { metadata: { bytes: 1, weight: 100 } }));
  expect(await counts()).toMatchObject({ volume: "101", calls: "2" });
  await acrossTenants(async (tx) => {
    await tx.execute(sql`select choba_move_epoch()`);
    await tx.execute(sql`update meter_units set property = 'bytes' where unit_name = 'volume'`);
  });
});

test("a repeat is known, and another event refused, where a unit that was defined since minds the value", async () => {
  const sent = event(1, { event_name: "defined.later", metadata: { size: "large" } });
  expect(await send(sent)).toMatchObject({ new: 1 });
  await makeUnit("sizes", "sum", "size", "defined.later");
  forgetDirectory();
  const again = await send(
    sent,
    { ...sent, event_id: randomUUID() },
    { ...sent, metadata: { size: "huge" } },
  );
  expect(again).toMatchObject({ new: 0, known: 1, rejected: [{ index: 1 }, { index: 2 }] });
  expect(await send(sent)).toMatchObject({ new: 0, known: 1, rejected: [] });
});

test("only keys with the scope may send", async () => {
  expect(await ingestEvents(reader, { events: [event(1)] })).toMatchObject({
    refusal: { code: "forbidden" },
  });
});
