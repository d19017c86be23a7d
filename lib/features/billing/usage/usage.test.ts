import { expect, test } from "vitest";
import { blank } from "@/lib/domain/catalog/blank";
import type { Result } from "@/lib/domain/errors";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { readIngestHealth } from "@/lib/features/console/ingest-health/ingest-health";
import { readEvent } from "@/lib/features/console/usage-events/read-event";
import {
  type EventPage,
  type EventSearch,
  searchEvents,
} from "@/lib/features/console/usage-events/search-events";
import { voidEvent } from "@/lib/features/usage/metering/corrections/correct-event";
import { readCounts, readCountsByDay } from "@/lib/features/usage/metering/counts/counts";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { flushIngestStatistics } from "@/lib/features/usage/metering/ingest/ingest-statistics";
import {
  asSystem,
  asUser,
  holdPlan,
  makePlan,
  makeTenant,
  makeUser,
  testNow,
} from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { usageOverview } from "./usage-overview";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_usage", STRIPE_WEBHOOK_SECRET: "whsec_usage" });

const staff = async () => asUser(await makeUser("support"), "support");

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

let units = 0;
/** A unit of its own, so that tests do not count each other's events. */
async function makeUnit(rest: Partial<Parameters<typeof createMeterUnit>[1]> = {}) {
  const name = `unit_${++units}`;
  const words = { en: name, ja: name };
  granted(
    await createMeterUnit(asSystem(), {
      unitName: name,
      displayName: words,
      unitLabel: { en: "calls", ja: "回" },
      eventName: name,
      aggregation: "count",
      ...rest,
    }),
  );
  return name;
}

const send = async (slug: string, events: Record<string, unknown>[]) =>
  granted(
    await ingestEvents(asSystem(), { events: events.map((event) => ({ customer_id: slug, ...event })) }),
  );

test("the page shows the API's numbers, what is included, what the rest costs so far, and a projection", async () => {
  const unitName = await makeUnit();
  const tenant = await makeTenant();
  await holdPlan(
    tenant.id,
    await makePlan({
      key: "metered",
      rank: 1,
      components: [
        {
          ...blank.usage("calls", unitName),
          included: "10",
          price: { model: "per_unit", unitAmountMinor: "2", per: "1" },
        },
      ],
    }),
    "month",
  );
  await send(
    tenant.slug,
    Array.from({ length: 15 }, (_, n) => ({
      event_id: `${unitName}-${n}`,
      event_name: unitName,
      timestamp: `2026-11-0${(n % 9) + 1}T12:00:00+09:00`,
    })),
  );
  const page = granted(await usageOverview(asUser(tenant.ownerId), tenant.id, {}));
  const [unit] = page.units;
  const all = granted(await readCounts(asSystem(), tenant.id, { unitName, period: { type: "this_month" } }));
  const daily = granted(
    await readCountsByDay(asSystem(), tenant.id, { unitName, period: { type: "this_month" } }),
  );
  expect(unit?.count).toBe(all.counts[0]?.count);
  // Today is the 20th in Tokyo: days to come are not told.
  expect(unit?.days).toEqual(daily.units[0]?.days.slice(0, 20));
  expect(unit?.months.at(-1)).toEqual({ month: "2026-11", count: "15" });
  expect(unit?.prices).toMatchObject([
    { used: "15", allowance: "10", beyond: "5", amountMinor: "10", currency: "JPY" },
  ]);
  // 15 in 19.5 of 30 days: 23 in all, 13 beyond.
  expect(unit?.projection).toEqual({ count: "23", amountMinor: "26" });

  // The tenant was made in November: nothing was held before.
  const past = granted(await usageOverview(asUser(tenant.ownerId), tenant.id, { month: "2026-10" }));
  expect(past).toMatchObject({ plan: null, mau: { maximum: null, prices: [] } });
  expect(past.units[0]).toMatchObject({ count: "0", prices: [], projection: null, noProjection: null });
  expect(past.units[0]?.days).toHaveLength(31);
});

test("what is priced from a scaled count is told in priced units, its allowance in recorded ones too", async () => {
  const unitName = await makeUnit({ aggregation: "max", property: "bytes" });
  const tenant = await makeTenant();
  await holdPlan(
    tenant.id,
    await makePlan({
      key: "stored",
      rank: 2,
      components: [
        {
          ...blank.usage("storage", unitName),
          scale: { divideBy: "1000000000", decimals: 1, rounding: "up" },
          included: "50",
          price: { model: "package", amountMinor: "100", size: "10" },
        },
      ],
    }),
    "month",
  );
  await send(tenant.slug, [
    { event_id: `${unitName}-1`, event_name: unitName, metadata: { bytes: 61_230_000_000 } },
  ]);
  const page = granted(await usageOverview(asUser(tenant.ownerId), tenant.id, {}));
  expect(page.units[0]).toMatchObject({
    count: "61230000000",
    prices: [
      { used: "61.3", allowance: "50", recordedAllowance: "50000000000", beyond: "11.3", amountMinor: "200" },
    ],
    projection: null,
    noProjection: "max",
  });
});

test("a unit without anything recorded and without a price is not shown; to strangers nothing is", async () => {
  await makeUnit();
  const tenant = await makeTenant();
  const page = granted(await usageOverview(asUser(tenant.ownerId), tenant.id, {}));
  expect(page.units).toEqual([]);
  const stranger = asUser(await makeUser());
  expect(await usageOverview(stranger, tenant.id, {})).toEqual({ ok: false, refusal: { code: "not_found" } });
});

test("the explorer finds events by tenant, name, id and time, page by page, each once and newest first", async () => {
  const eventName = await makeUnit();
  const [one, other] = [await makeTenant(), await makeTenant()];
  for (const { slug } of [one, other])
    await send(
      slug,
      Array.from({ length: 70 }, (_, n) => ({
        event_id: `${eventName}-${slug}-${n}`,
        event_name: eventName,
        timestamp: new Date(testNow.getTime() - n * 3_600_000).toISOString(),
      })),
    );
  const ctx = await staff();
  const all = async (search: EventSearch) => {
    const pages: EventPage["rows"][] = [];
    for (let after: string | undefined; ; ) {
      const page = granted(await searchEvents(ctx, { ...search, ...(after && { after }) }));
      pages.push(page.rows);
      if (!page.next) return pages.flat();
      after = page.next;
    }
  };
  for (const time of ["recorded", "happened"] as const) {
    const found = await all({ eventName, time });
    expect(new Set(found.map(({ eventId }) => eventId)).size).toBe(140);
    expect(found).toHaveLength(140);
    const times = found.map((row) => (time === "recorded" ? row.recordedAt : row.occurredAt));
    expect(times).toEqual(times.toSorted().toReversed());
  }
  expect(await all({ eventName, tenant: one.slug })).toHaveLength(70);
  expect(await all({ eventId: `${eventName}-${other.slug}-3` })).toMatchObject([
    { tenant: { slug: other.slug }, eventName, state: "counted", units: 1 },
  ]);
  const from = new Date(testNow.getTime() - 10 * 3_600_000).toISOString();
  expect(await all({ eventName, time: "happened", from, to: testNow.toISOString() })).toHaveLength(20);
  expect(await all({ tenant: "nobody" })).toEqual([]);
});

test("an event tells what it did to which count, or why it did nothing", async () => {
  const unitName = await makeUnit({ aggregation: "sum", property: "bytes" });
  const tenant = await makeTenant();
  const sent = { event_name: unitName, timestamp: "2026-11-10T23:30:00+09:00" };
  await send(tenant.slug, [
    { ...sent, event_id: `${unitName}-with`, metadata: { bytes: 3 } },
    { ...sent, event_id: `${unitName}-without` },
    { ...sent, event_id: `${unitName}-unknown`, event_name: `${unitName}.unknown` },
  ]);
  const ctx = await staff();
  const look = async (id: string) => {
    const [row] = granted(await searchEvents(ctx, { eventId: id })).rows;
    if (!row) throw new Error(id);
    return granted(await readEvent(ctx, { tenant: row.tenant.id, eventKey: row.eventKey }));
  };
  expect(await look(`${unitName}-with`)).toMatchObject({
    effective: { day: "2026-11-10" },
    effects: [{ counted: true, unitName, value: "3", dayCount: "3" }],
    mayCorrect: false,
  });
  expect((await look(`${unitName}-without`)).effects).toMatchObject([
    { counted: false, why: "no_property", property: "bytes" },
  ]);
  expect((await look(`${unitName}-unknown`)).effects).toEqual([]);
  const uncounted = granted(await searchEvents(ctx, { tenant: tenant.slug, uncounted: true }));
  expect(uncounted.rows).toMatchObject([{ eventId: `${unitName}-unknown`, state: "no_unit" }]);

  const admin = asUser(await makeUser("admin"), "admin");
  granted(await voidEvent(admin, tenant.id, { eventId: `${unitName}-with`, reason: "Sent twice" }));
  expect(await look(`${unitName}-with`)).toMatchObject({
    effective: null,
    effects: [],
    corrections: [{ kind: "void", reason: "Sent twice", by: "Somebody" }],
  });
});

test("the statistics tell what arrived, what was refused and why, how late, and which names nobody counts", async () => {
  const at = new Date("2026-12-20T03:10:30Z");
  const unitName = await makeUnit();
  const sumName = await makeUnit({ aggregation: "sum", property: "tokens" });
  const tenant = await makeTenant();
  const event = { event_name: unitName, customer_id: tenant.slug };
  const late = new Date(at.getTime() - 4_000).toISOString();
  const call = (events: unknown[]) => ingestEvents(asSystem(at), { events });
  await call([
    { ...event, event_id: `${unitName}-a`, timestamp: late },
    { ...event, event_id: `${unitName}-b`, timestamp: late },
    { ...event, event_id: `${unitName}-c`, event_name: `${unitName}.nobody` },
    { ...event, event_id: `${unitName}-d`, customer_id: "nobody" },
    { ...event, event_id: `${unitName}-e`, event_name: sumName, timestamp: late, metadata: { token: 5 } },
  ]);
  await call([{ ...event, event_id: `${unitName}-a`, timestamp: late }]);
  await call([{ ...event }]);
  await flushIngestStatistics();
  const health = granted(await readIngestHealth(asUser(await makeUser("support"), "support", at), {}));
  expect(health.bars).toHaveLength(60);
  expect(health.bars.at(-1)).toMatchObject({ new: 4, known: 1, conflict: 0, rejected: 2 });
  expect(health.total).toEqual({ new: 4, known: 1, conflict: 0, rejected: 2 });
  expect(health.rejectedRules).toEqual(
    expect.arrayContaining([
      { rule: "unknown_tenant", events: 1 },
      { rule: "required", events: 1 },
    ]),
  );
  expect(health.uncountedNames).toMatchObject([{ name: `${unitName}.nobody`, events: 1 }]);
  expect(health.unreadEvents).toMatchObject([{ name: sumName, missing: ["tokens"], events: 1 }]);
  expect(health.lag).toEqual({ halfWithinSeconds: 5, worstMs: 4_000 });
  expect(health.lastEventAt).toBe(at.toISOString());
  const owner = asUser(tenant.ownerId);
  expect(await readIngestHealth(owner, {})).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
  expect(await searchEvents(owner, {})).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
});
