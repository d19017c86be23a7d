import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { auditLog, usageDays, usageEvents, usagePoints } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import type { Aggregation } from "@/lib/domain/catalog/meter-unit";
import { printDecimal } from "@/lib/domain/money/decimal";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { readCounts } from "@/lib/features/usage/metering/counts/counts";
import { tallyDay } from "@/lib/features/usage/metering/counts/tally-day";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { directoryFor, forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { eventKey } from "@/lib/features/usage/metering/units/event-key";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { asKey, asSystem, asUser, makeTenant, makeUser, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { waiting } from "@/tests/support/waiting";
import { changePoint } from "./change-point";
import { listPoints } from "./list-points";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_0", STRIPE_WEBHOOK_SECRET: "whsec_test", DATABASE_POOL: "20" });

/** 20 November 2026, 12:00 in Tokyo. */
const noon = Date.parse("2026-11-20T03:00:00Z") / 1000;
const host = asKey(["ingest"]);
const day = "2026-11-20";

beforeAll(async () => {
  for (const aggregation of ["sum", "max", "count", "last", "unique"] as Aggregation[]) {
    const name = { en: aggregation, ja: aggregation };
    const words = { unitName: `u_${aggregation}`, displayName: name, unitLabel: name };
    const property = aggregation === "unique" ? "who" : "n";
    const made = await createMeterUnit(asSystem(), {
      ...words,
      eventName: "used",
      property,
      aggregation,
    });
    expect(made.ok).toBe(true);
  }
  forgetDirectory();
});

type Method = "add" | "sub" | "direct" | "delete";

async function put(
  tenant: TestTenant,
  unit: string,
  timestamp: number | null,
  method: Method,
  count = 0,
  idempotencyKey?: string,
) {
  const call = { unitName: `u_${unit}`, timestamp, method, count: String(count), idempotencyKey };
  const answer = await changePoint(host, tenant.id, call);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

async function count(tenant: TestTenant, unit: string, at = day): Promise<string | undefined> {
  const period = { type: "day" as const, day: at };
  const answer = await readCounts(asSystem(), tenant.id, { unitName: `u_${unit}`, period });
  return answer.ok ? answer.value.counts[0]?.count : undefined;
}

/** The rollups of the day equal what counting everything again gives. */
async function expectInStep(tenant: TestTenant, at = day): Promise<void> {
  const { units } = await directoryFor([]);
  const of = { uuid: uuidOf(tenant.id), timeZone: "Asia/Tokyo" };
  const [again, kept] = await inTenant(tenant.id, async (tx) => [
    await tallyDay(tx, of, units, at),
    await tx
      .select()
      .from(usageDays)
      .where(and(eq(usageDays.tenantId, of.uuid), eq(usageDays.day, at))),
  ]);
  const recounted = [...again].flatMap(([unitId, { tally }]) =>
    tally
      ? [
          {
            unitId,
            ...tally,
            sum: printDecimal(tally.sum),
            max: printDecimal(tally.max),
            last: printDecimal(tally.last),
          },
        ]
      : [],
  );
  const rows = kept.map(({ tenantId: _, day: __, lastAt, ...row }) => ({ ...row, lastAt: lastAt.getTime() }));
  const byUnit = (a: { unitId: string }, b: { unitId: string }) => (a.unitId < b.unitId ? -1 : 1);
  expect(rows.sort(byUnit)).toEqual(recounted.sort(byUnit));
}

/** Runs `work` while a transaction holds the event of an idempotency key; that event is then taken back. */
async function whileEventIsHeld(tenant: TestTenant, idempotencyKey: string, work: () => Promise<void>) {
  const takenBack = new Error("taken back");
  const held = acrossTenants(async (tx) => {
    await tx.insert(usageEvents).values({
      tenantId: uuidOf(tenant.id),
      eventKey: eventKey(`choba.point:${idempotencyKey}`),
      eventName: "choba.point:held",
      occurredAt: host.now,
      recordedAt: host.now,
      fingerprint: 0n,
    });
    await work();
    throw takenBack;
  });
  await held.catch((error) => expect(error).toBe(takenBack));
}

test("a value is set, raised, lowered and deleted, and the counts follow by each unit's aggregation", async () => {
  const tenant = await makeTenant();
  const seen: Record<string, (string | undefined)[]> = {};
  for (const unit of ["sum", "max", "last"]) {
    seen[unit] = [];
    const look = async () => seen[unit]?.push(await count(tenant, unit));
    await put(tenant, unit, noon, "add", 5);
    await put(tenant, unit, noon, "add", 5);
    await put(tenant, unit, noon + 60, "direct", 7);
    await look();
    await put(tenant, unit, noon, "sub", 6);
    await look();
    await put(tenant, unit, noon + 60, "delete");
    await look();
    await put(tenant, unit, noon, "delete");
    await look();
  }
  expect(seen).toEqual({
    sum: ["17", "11", "4", "0"],
    max: ["10", "7", "4", "0"],
    last: ["7", "7", "4", "0"],
  });
  expect(await acrossTenants((tx) => tx.select().from(usagePoints))).toEqual([]);
  await expectInStep(tenant);
});

test.each(["add", "sub", "direct"] as const)(
  "%s is refused for a unit that counts events: it would count as one",
  async (method) => {
    const tenant = await makeTenant();
    await expect(put(tenant, "count", noon, method, 5)).rejects.toThrow("counts_how_often");
    expect(await count(tenant, "count")).toBe("0");
  },
);

test("lowering below what was recorded ends below zero, so that plus and minus at different moments cancel out", async () => {
  const tenant = await makeTenant();
  await put(tenant, "sum", noon, "add", 10);
  expect(await put(tenant, "sum", noon + 1, "sub", 3)).toMatchObject({ value: "-3" });
  expect(await count(tenant, "sum")).toBe("7");
  await put(tenant, "max", noon, "add", 10);
  await put(tenant, "max", noon + 1, "sub", 3);
  expect(await count(tenant, "max")).toBe("10");
});

test("twenty concurrent changes of one second lose nothing, and those of many seconds neither", async () => {
  const tenant = await makeTenant();
  const all = Array.from({ length: 20 }, (_, n) => n);
  await Promise.all(all.map(() => put(tenant, "sum", noon, "add", 1)));
  await Promise.all(all.map((n) => put(tenant, "max", noon + (n % 7), n % 3 === 2 ? "sub" : "add", n)));
  await Promise.all(all.map((n) => put(tenant, "max", noon + (n % 7), n % 2 ? "delete" : "direct", n)));
  expect(await count(tenant, "sum")).toBe("20");
  await expectInStep(tenant);
});

test.each(["add", "direct"] as const)(
  "a value that is set (%s) while a delete of the same second is under way stays, with its count",
  async (method) => {
    const tenant = await makeTenant();
    // The day's first call writes the day's audit row, for which the others would wait.
    await put(tenant, "max", noon + 1, "direct", 4);
    // The delete has found no value and waits for its event's key, which another transaction holds.
    let deleting: ReturnType<typeof put> | undefined;
    await whileEventIsHeld(tenant, "k", async () => {
      deleting = put(tenant, "max", noon, "delete", 0, "k");
      await waiting(1);
      await put(tenant, "max", noon, method, 10);
    });
    expect(await deleting).toMatchObject({ value: null });
    const points = await inTenant(tenant.id, (tx) => tx.select().from(usagePoints));
    expect(points.map(({ value }) => value).sort()).toEqual(["10", "4"]);
    expect(await count(tenant, "max")).toBe("10");
    await expectInStep(tenant);
  },
);

test("a day that is emptied while others record on it loses nothing", async () => {
  const tenant = await makeTenant();
  for (let round = 0; round < 10; round++) {
    await put(tenant, "sum", noon, "add", 1);
    const others = Array.from({ length: 8 }, (_, n) => put(tenant, "sum", noon + 1 + n, "add", 1));
    await Promise.all([put(tenant, "sum", noon, "delete"), ...others]);
    expect(await count(tenant, "sum")).toBe("8");
    await expectInStep(tenant);
    await Promise.all(others.map((_, n) => put(tenant, "sum", noon + 1 + n, "delete")));
    expect(await count(tenant, "sum")).toBe("0");
  }
});

test("events and values of one unit count together, also while both are written and the largest goes away", async () => {
  const tenant = await makeTenant();
  const event = (n: number) => ({
    event_id: `e-${n}`,
    customer_id: tenant.id,
    event_name: "used",
    timestamp: new Date((noon + n) * 1000).toISOString(),
    metadata: { n, who: "anna" },
  });
  await put(tenant, "max", noon, "direct", 100);
  await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      const events = [event(n)];
      expect(await ingestEvents(host, { events })).toMatchObject({ ok: true });
      await put(tenant, "max", noon, "direct", 100 - n);
    }),
  );
  await put(tenant, "max", noon, "direct", 3);
  expect(await count(tenant, "max")).toBe("19");
  expect(await count(tenant, "count")).toBe("20");
  await put(tenant, "max", noon, "delete");
  expect(await count(tenant, "max")).toBe("19");
  await expectInStep(tenant);
});

describe("an idempotency key", () => {
  test("lets a repeat change nothing and answer what the first call was answered", async () => {
    const tenant = await makeTenant();
    const first = await put(tenant, "sum", noon, "add", 5, "k-1");
    await put(tenant, "sum", noon, "add", 5, "k-2");
    expect(await put(tenant, "sum", noon, "add", 5, "k-1")).toEqual(first);
    expect(first.value).toBe("5");
    expect(await count(tenant, "sum")).toBe("10");
    await put(tenant, "sum", noon, "delete", 0, "k-3");
    await put(tenant, "sum", noon, "add", 1);
    expect(await put(tenant, "sum", noon, "delete", 0, "k-3")).toMatchObject({ value: null });
    expect(await count(tenant, "sum")).toBe("1");
  });

  test("holds for concurrent repeats, and for now as well, a minute later too", async () => {
    const tenant = await makeTenant();
    const later = asKey(["ingest"], new Date(host.now.getTime() + 60_000));
    const call = {
      unitName: "u_sum",
      timestamp: null,
      method: "add" as const,
      count: "2",
      idempotencyKey: "n",
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => changePoint(n % 2 ? host : later, tenant.id, call)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1);
    expect(await count(tenant, "sum")).toBe("2");
    const points = await inTenant(tenant.id, (tx) => tx.select().from(usagePoints));
    expect(points).toHaveLength(1);
  });

  test("used for something else is refused, and belongs to its tenant", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    await put(tenant, "sum", noon, "add", 5, "mine");
    await put(other, "sum", noon, "add", 7, "mine");
    const call = { unitName: "u_sum", timestamp: noon, method: "add" as const, count: "6" };
    expect(await changePoint(host, tenant.id, { ...call, idempotencyKey: "mine" })).toMatchObject({
      refusal: { code: "invalid_input", fields: [{ field: "idempotencyKey", rule: "used_otherwise" }] },
    });
    expect(await count(tenant, "sum")).toBe("5");
    expect(await count(other, "sum")).toBe("7");
  });
});

test("each change is kept as an event, with what was asked and what came of it", async () => {
  const tenant = await makeTenant();
  await put(tenant, "sum", noon, "add", 5);
  await put(tenant, "sum", noon, "sub", 2);
  const kept = await inTenant(tenant.id, (tx) => tx.select().from(usageEvents).orderBy(usageEvents.eventKey));
  expect(kept).toMatchObject([
    { eventName: "choba.point:u_sum", properties: { method: "add", count: "5", value: "5" } },
    { eventName: "choba.point:u_sum", properties: { method: "sub", count: "2", value: "3" } },
  ]);
});

describe("who set a value", () => {
  const log = async (tenant: TestTenant) =>
    (await inTenant(tenant.id, (tx) => tx.select().from(auditLog).orderBy(auditLog.at, auditLog.id))).filter(
      ({ action }) => action.startsWith("usage."),
    );
  const set = (ctx: Parameters<typeof changePoint>[0], tenant: TestTenant, unit: string, count: string) =>
    changePoint(ctx, tenant.id, { unitName: unit, timestamp: noon, method: "direct", count });

  test("is in the tenant's activity each time a person does it", async () => {
    const tenant = await makeTenant();
    const admin = asUser(await makeUser("admin"), "admin");
    await set(host, tenant, "u_sum", "5");
    expect(await set(admin, tenant, "u_sum", "7")).toMatchObject({ ok: true });
    await changePoint(admin, tenant.id, { unitName: "u_sum", timestamp: noon, method: "delete" });
    expect((await log(tenant)).filter(({ action }) => action === "usage.set_value")).toMatchObject([
      {
        actor: admin.actor.kind === "user" && `user:${admin.actor.userId}`,
        before: { value: "5" },
        after: { unitName: "u_sum", occurredAt: "2026-11-20T03:00:00.000Z", value: "7" },
      },
      { before: { value: "7" }, after: { value: null } },
    ]);
  });

  test("once a day, unit and key for a server, and with each of its calls", async () => {
    const tenant = await makeTenant();
    const tomorrow = asKey(["ingest"], new Date("2026-11-21T03:00:00Z"));
    await Promise.all(Array.from({ length: 12 }, () => set(host, tenant, "u_sum", "1")));
    await set(host, tenant, "u_sum", "2");
    await set(host, tenant, "u_max", "1");
    await set(tomorrow, tenant, "u_sum", "3");
    const rows = await log(tenant);
    expect(rows.map(({ action, actor }) => `${action} ${actor}`)).toEqual(
      Array.from({ length: 3 }, () => "usage.set_values key:key_00000000"),
    );
    expect(rows.map(({ after }) => after)).toEqual(
      expect.arrayContaining([{ unitName: "u_sum" }, { unitName: "u_max" }]),
    );
    const kept = await inTenant(tenant.id, (tx) => tx.select().from(usageEvents));
    expect(kept.map(({ properties }) => properties?.by)).toEqual(kept.map(() => "key:key_00000000"));
  });

  test("not if the call was refused", async () => {
    const tenant = await makeTenant();
    expect(await set(host, tenant, "u_unique", "1")).toMatchObject({ ok: false });
    expect(await log(tenant)).toEqual([]);
  });
});

test("a value belongs to the local day of its second", async () => {
  const tokyo = await makeTenant({ timeZone: "Asia/Tokyo" });
  const newYork = await makeTenant({ timeZone: "America/New_York" });
  const lateEvening = Date.parse("2026-11-19T15:30:00Z") / 1000;
  for (const tenant of [tokyo, newYork]) await put(tenant, "sum", lateEvening, "add", 1);
  expect([await count(tokyo, "sum", "2026-11-20"), await count(tokyo, "sum", "2026-11-19")]).toEqual([
    "1",
    "0",
  ]);
  expect([await count(newYork, "sum", "2026-11-20"), await count(newYork, "sum", "2026-11-19")]).toEqual([
    "0",
    "1",
  ]);
});

test("a list of more seconds than one answer holds is refused, and a shorter one is not", async () => {
  const tenant = await makeTenant();
  const start = noon - 60_000;
  const unit = (await directoryFor([])).units.find(({ unitName }) => unitName === "u_sum");
  await acrossTenants((tx) =>
    tx.execute(sql`insert into ${usagePoints} (tenant_id, unit_id, at, value)
      select ${uuidOf(tenant.id)}::uuid, ${unit?.uuid}::uuid, to_timestamp(${start} + n), 1 from generate_series(0, 50000) n`),
  );
  const list = (end: number) => listPoints(asSystem(), tenant.id, { unitName: "u_sum", start, end });
  expect(await list(start + 50_000)).toMatchObject({
    refusal: { fields: [{ field: "endTimestamp", rule: "too_many_seconds" }] },
  });
  const fitting = await list(start + 49_999);
  expect(fitting.ok && fitting.value.points.length).toBe(50_000);
  expect(await list(8_640_000_000_000)).toMatchObject({ refusal: { fields: [{ rule: "too_big" }] } });
});

test("a list of more different values than are counted at once is refused, and a shorter one is not", async () => {
  const tenant = await makeTenant();
  await acrossTenants((tx) =>
    tx.execute(sql`insert into ${usageEvents}
        (tenant_id, event_key, event_name, occurred_at, recorded_at, fingerprint, properties)
      select ${uuidOf(tenant.id)}::uuid, gen_random_uuid(), 'used', to_timestamp(${noon} + n % 2), now(), n,
        jsonb_build_object('who', n)
      from generate_series(0, 100001) n`),
  );
  const list = (end: number) => listPoints(asSystem(), tenant.id, { unitName: "u_unique", start: noon, end });
  expect(await list(noon + 1)).toMatchObject({
    refusal: { fields: [{ field: "endTimestamp", rule: "too_many_values", params: { maximum: 100_000 } }] },
  });
  expect(await list(noon)).toMatchObject({ value: { points: [{ timestamp: noon, count: "50001" }] } });
});

test("what cannot be counted is refused and leaves nothing", async () => {
  const tenant = await makeTenant();
  const call = { unitName: "u_sum", timestamp: noon, method: "add" as const, count: "1" };
  const refusals = [
    [{ ...call, unitName: "unknown" }, { code: "not_found" }],
    [{ ...call, unitName: "u_unique" }, { fields: [{ field: "unitName", rule: "counts_different_values" }] }],
    [{ ...call, timestamp: noon + 301 }, { fields: [{ field: "timestamp", rule: "in_the_future" }] }],
    [{ ...call, timestamp: 0 }, { fields: [{ field: "timestamp", rule: "before_accepted" }] }],
    [{ ...call, timestamp: 1e14 }, { fields: [{ field: "timestamp", rule: "in_the_future" }] }],
    [{ ...call, count: "one" }, { fields: [{ field: "count", rule: "not_a_number" }] }],
    [{ ...call, timestamp: 0.5 }, { fields: [{ field: "timestamp" }] }],
  ] as const;
  for (const [input, refusal] of refusals)
    expect(await changePoint(host, tenant.id, input)).toMatchObject({ ok: false, refusal });
  const most = "9".repeat(18);
  await changePoint(host, tenant.id, { ...call, count: most });
  expect(await changePoint(host, tenant.id, { ...call, count: most })).toMatchObject({
    refusal: { fields: [{ field: "count", rule: "number_too_long" }] },
  });
  await changePoint(host, tenant.id, { ...call, timestamp: noon + 1, count: most });
  expect(await count(tenant, "sum")).toBe(`1${"9".repeat(17)}8`);
  await expectInStep(tenant);
  expect(await changePoint(asKey(["read"]), tenant.id, call)).toMatchObject({
    refusal: { code: "forbidden" },
  });
});
