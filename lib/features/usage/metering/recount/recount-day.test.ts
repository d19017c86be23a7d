import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { usageRecounts } from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { acrossTenants } from "@/lib/db/transaction";
import type { Aggregation } from "@/lib/domain/catalog/meter-unit";
import type { Id } from "@/lib/domain/ids";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { deleteMeterUnit } from "@/lib/features/catalog/meter-units/delete-meter-unit";
import { listMeterUnits } from "@/lib/features/catalog/meter-units/list-meter-units";
import { updateMeterUnit } from "@/lib/features/catalog/meter-units/update-meter-unit";
import { changeTimeZone } from "@/lib/features/console/tenant-time-zone/change-time-zone";
import { readCounts } from "@/lib/features/usage/metering/counts/counts";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { everyOne } from "@/lib/features/usage/metering/units/request-recount";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { verifyCounts } from "@/lib/features/usage/metering/verify/verify-counts";
import { jobs } from "@/server/jobs";
import { sweep } from "@/server/sweep";
import {
  asKey,
  asSystem,
  asUser,
  auditedActions,
  makeTenant,
  makeUser,
  type TestTenant,
} from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_metering", STRIPE_WEBHOOK_SECRET: "whsec_metering" });

let tenants: TestTenant[];
/** Units and names of their own for each test: recounts of one do not meet those of another. */
let name: string;
beforeEach(async () => {
  tenants = [await makeTenant({ timeZone: "Asia/Tokyo" }), await makeTenant({ timeZone: "Asia/Kolkata" })];
  name = `unit-${randomUUID().slice(0, 8)}`;
});
const first = () => tenants[0] as TestTenant;

const unit = (rest: Partial<Parameters<typeof createMeterUnit>[1]> = {}) => ({
  unitName: name,
  displayName: { en: name, ja: name },
  unitLabel: { en: name, ja: name },
  eventName: name,
  aggregation: "sum" as Aggregation,
  property: "bytes",
  ...rest,
});
async function create(rest: Partial<Parameters<typeof createMeterUnit>[1]> = {}) {
  const made = await createMeterUnit(asSystem(), unit(rest));
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value.id;
}
const update = async (id: Id<"meterUnit">, rest: Partial<ReturnType<typeof unit>>) =>
  expect(await updateMeterUnit(asSystem(), { id, ...unit(rest) })).toMatchObject({ ok: true });

/** An event of each tenant for each time: 5 bytes in the EU, 7 bytes in the US. */
async function record(...times: string[]) {
  const events = tenants.flatMap(({ slug }) =>
    times.flatMap((timestamp) =>
      [
        { bytes: 5, region: "eu", kind: "a" },
        { bytes: 7, region: "us", kind: "a" },
      ].map((metadata) => ({
        event_id: randomUUID(),
        customer_id: slug,
        event_name: name,
        timestamp,
        metadata,
      })),
    ),
  );
  expect(await ingestEvents(asKey(["ingest"]), { events })).toMatchObject({ value: { new: events.length } });
}

async function count(
  { id }: TestTenant,
  period: Parameters<typeof readCounts>[2]["period"] = { type: "this_month" },
) {
  const answer = await readCounts(asKey(["read"]), id, { unitName: name, period });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.counts[0]?.count;
}
const view = async () => {
  const list = await listMeterUnits(asSystem(), {});
  return list.ok ? list.value.units.find(({ unitName }) => unitName === name) : undefined;
};
const recounts = () => acrossTenants((tx) => tx.select().from(usageRecounts));
/** What the worker does: everything that the queue holds, until nothing is left. */
async function work() {
  for (const { tenantId, unitId } of await recounts()) await jobs.recount(asSystem(), { tenantId, unitId });
  expect(await recounts()).toEqual([]);
}
async function expectClean() {
  for (const { id } of tenants) {
    const differences: unknown[] = [];
    await verifyCounts(asSystem(), { tenant: id }, (month) => differences.push(...month.differences));
    expect(differences).toEqual([]);
  }
}
const eu = [{ property: "region", operator: "is" as const, values: ["eu", "jp"] }];
const times = ["2026-11-01T12:00:00Z", "2026-11-18T18:29:59Z", "2026-11-18T18:30:00Z"];

describe("a unit for a name whose events were received before", () => {
  test("counts the earlier ones where the administrator says so", async () => {
    await record(...times);
    await create({ countEarlier: true });
    expect((await view())?.recounting).toEqual({ done: 0, planned: null });
    await record("2026-11-19T00:00:00Z");
    await work();
    for (const tenant of tenants) expect(await count(tenant)).toBe("48");
    expect(await count(tenants[1] as TestTenant, { type: "day", day: "2026-11-18" })).toBe("12");
    expect((await view())?.recounting).toBeNull();
    await expectClean();
  });

  test("otherwise only those recorded from now on, also when days are counted again", async () => {
    const before = new Date("2026-11-20T02:59:59.999Z");
    const early = {
      event_id: randomUUID(),
      customer_id: first().slug,
      event_name: name,
      metadata: { bytes: 100 },
    };
    await ingestEvents(asKey(["ingest"], before), { events: [early] });
    const id = await create();
    await record(...times);
    expect(await count(first())).toBe("36");
    await update(id, { filter: [{ property: "kind", operator: "is_not", values: ["b"] }] });
    await work();
    expect(await count(first())).toBe("36");
    await expectClean();
  });
});

describe("a changed rule counts what was recorded again", () => {
  test.each([
    [
      "another filter",
      { filter: [{ property: "region", operator: "is" as const, values: ["eu", "jp"] }] },
      "15",
    ],
    ["another property", { property: "weight" }, "0"],
    ["no property", { property: null, aggregation: "count" as const }, "6"],
    ["different values", { property: "region", aggregation: "unique" as const }, "2"],
    ["another name", { eventName: "something.else" }, "0"],
  ])("%s", async (_what, rest, expected) => {
    const id = await create();
    await record(...times);
    expect(await count(first())).toBe("36");
    await update(id, rest);
    await work();
    for (const tenant of tenants) expect(await count(tenant)).toBe(expected);
    await expectClean();
    await update(id, { filter: [] });
    await work();
    for (const tenant of tenants) expect(await count(tenant)).toBe("36");
    await expectClean();
  });

  test("a change that is none of the rule counts nothing again", async () => {
    const id = await create();
    await update(id, { description: "other words", displayName: { en: "x", ja: "x" } });
    expect(await recounts()).toEqual([]);
  });

  test("and events that arrive meanwhile count once, by the new rule", async () => {
    const id = await create();
    await record(...times);
    await update(id, { filter: [{ property: "region", operator: "is", values: ["us"] }] });
    await record("2026-11-18T18:30:00Z", "2026-11-19T10:00:00Z");
    await work();
    for (const tenant of tenants) expect(await count(tenant)).toBe("35");
    await expectClean();
  });
});

describe("a recount that was cut off", () => {
  /** As a killed worker leaves it: the first tenant done, its claim running or run out. */
  const leave = (id: Id<"meterUnit">, done: TestTenant, claim: string) =>
    acrossTenants((tx) =>
      tx.execute(sql`
        update usage_recounts set planned = 6, done = 3, cursor_tenant = ${uuidOf(done.id)}::uuid,
          cursor_day = '2026-12-31', claimed_until = clock_timestamp() + ${claim}::interval
        where unit_id = ${uuidOf(id)}::uuid`),
    );
  const jobKeys = async () => {
    const rows = (await database().execute<{ key: string }>(sql`select key from graphile_worker.jobs`)).rows;
    return rows.map(({ key }) => key);
  };

  test("is left alone while its worker may be alive; then it goes on behind the last day done", async () => {
    const id = await create();
    await record(...times);
    await update(id, { filter: eu });
    const subject = { tenantId: everyOne, unitId: uuidOf(id) };
    const [done, open] = tenants.toSorted((a, b) => (a.id < b.id ? -1 : 1)) as [TestTenant, TestTenant];
    await database().execute(sql`select graphile_worker.remove_job(${`recount:${everyOne}:${uuidOf(id)}`})`);

    await leave(id, done, "1 minute");
    await jobs.recount(asSystem(), subject);
    await sweep(asSystem());
    expect(await recounts()).toMatchObject([{ done: 3 }]);
    expect(await jobKeys()).not.toContain(`recount:${everyOne}:${uuidOf(id)}`);

    await leave(id, done, "-1 second");
    await sweep(asSystem());
    expect(await jobKeys()).toContain(`recount:${everyOne}:${uuidOf(id)}`);
    await work();
    expect(await count(open)).toBe("15");
    expect(await count(done), "not counted a second time").toBe("36");
  });

  test("stops when the unit changes once more, and the newer one counts", async () => {
    const id = await create();
    await record(...times);
    await update(id, { property: null, aggregation: "count" });
    const older = jobs.recount(asSystem(), { tenantId: everyOne, unitId: uuidOf(id) });
    await update(id, { filter: [{ property: "region", operator: "is", values: ["us"] }] });
    await older;
    await work();
    for (const tenant of tenants) expect(await count(tenant)).toBe("21");
    await expectClean();
  });
});

test("what was recorded while the unit was being defined does not count, and verification agrees", async () => {
  const meanwhile = new Date("2026-11-20T03:00:05Z");
  const event = {
    event_id: randomUUID(),
    customer_id: first().slug,
    event_name: name,
    metadata: { bytes: 7 },
  };
  await ingestEvents(asKey(["ingest"], meanwhile), { events: [event] });
  await create();
  const later = new Date("2026-11-20T03:00:06Z");
  await ingestEvents(asKey(["ingest"], later), { events: [{ ...event, event_id: randomUUID() }] });
  expect(await count(first())).toBe("7");
  await expectClean();
});

test("a deleted unit takes what it counted with it, and its events stay", async () => {
  const id = await create();
  await record(...times);
  expect(await deleteMeterUnit(asSystem(), { id })).toMatchObject({ refusal: { code: "has_counts" } });
  expect((await deleteMeterUnit(asSystem(), { id, withCounts: true })).ok).toBe(true);
  await work();
  const left = (
    await acrossTenants((tx) => tx.execute(sql`select from usage_days where unit_id = ${uuidOf(id)}::uuid`))
  ).rows;
  expect(left).toHaveLength(0);
  await create({ countEarlier: true });
  await work();
  expect(await count(first())).toBe("36");
});

test("a filter has at most ten conditions of at most fifty values", async () => {
  const condition = { property: "a", operator: "is" as const, values: ["b"] as string[] };
  const values = Array.from({ length: 51 }, String);
  const wrong: [(typeof condition)[], string][] = [
    [Array.from({ length: 11 }, () => condition), "filter"],
    [[{ ...condition, values }], "filter.0.values"],
    [[{ ...condition, values: [] }], "filter.0.values"],
    [[{ ...condition, property: "" }], "filter.0.property"],
  ];
  for (const [filter, field] of wrong)
    expect(await createMeterUnit(asSystem(), unit({ filter }))).toMatchObject({
      refusal: { code: "invalid_input", fields: [{ field }] },
    });
});

describe("a tenant in another time zone", () => {
  const admin = async () => asUser(await makeUser("admin"), "admin");

  test("has its days and months cut again, other tenants not", async () => {
    await create();
    await record("2026-10-31T20:00:00Z", "2026-11-18T18:30:00Z");
    expect(await count(first())).toBe("24");
    expect(await changeTimeZone(await admin(), first().id, { timeZone: "America/New_York" })).toMatchObject({
      ok: true,
    });
    await record("2026-11-01T03:59:59.999Z", "2026-11-01T04:00:00Z");
    await work();
    expect(await count(first())).toBe("24");
    expect(await count(first(), { type: "month", month: "2026-10" })).toBe("24");
    expect(await count(first(), { type: "day", day: "2026-11-18" })).toBe("12");
    expect(await count(tenants[1] as TestTenant)).toBe("48");
    expect(await auditedActions(first().id)).toEqual(["tenant.create", "tenant.time_zone_changed"]);
    await expectClean();
  });

  test("only by administrators of the SaaS, only a zone that there is, and the same one changes nothing", async () => {
    const same = { timeZone: "Asia/Tokyo" };
    for (const ctx of [asKey(["manage"]), asUser(first().ownerId), asUser(await makeUser("sales"), "sales")])
      expect(await changeTimeZone(ctx, first().id, same)).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await changeTimeZone(await admin(), first().id, { timeZone: "Asia/Edo" })).toMatchObject({
      refusal: { fields: [{ field: "timeZone", rule: "unknown_time_zone" }] },
    });
    expect(await changeTimeZone(await admin(), first().id, same)).toMatchObject({ ok: true });
    expect(await recounts()).toEqual([]);
    expect(await auditedActions(first().id)).toEqual(["tenant.create"]);
  });
});
