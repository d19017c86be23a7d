import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { acrossTenants } from "@/lib/db/transaction";
import { forgetEnvironment } from "@/lib/env";
import { updateMeterUnit } from "@/lib/features/catalog/meter-units/update-meter-unit";
import { readIngestHealth } from "@/lib/features/console/ingest-health/ingest-health";
import { changeTimeZone } from "@/lib/features/console/tenant-time-zone/change-time-zone";
import { amendEvent, voidEvent } from "@/lib/features/usage/metering/corrections/correct-event";
import { readCounts } from "@/lib/features/usage/metering/counts/counts";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import * as write from "@/lib/features/usage/metering/ingest/write-events";
import {
  agreeOnAggregations,
  disagreesOnAggregations,
} from "@/lib/features/usage/metering/recount/agree-on-aggregations";
import { forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { verifyCounts } from "@/lib/features/usage/metering/verify/verify-counts";
import { makeUnit } from "@/tests/metering/units";
import { asKey, asSystem, asUser, makeTenant, makeUser, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { type ArchiveStep, archiveEvents } from "./archive-events";
import { recordArchivedKeys } from "./archive-month";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_metering", STRIPE_WEBHOOK_SECRET: "whsec_metering" });

let tenant: TestTenant;
let directory: string;
let unitId: Awaited<ReturnType<typeof makeUnit>>;
beforeAll(async () => {
  unitId = await makeUnit({ unitName: "volume", aggregation: "sum", property: "bytes" });
  await makeUnit({ unitName: "regions", aggregation: "unique", property: "region" });
});
beforeEach(async () => {
  await acrossTenants((tx) => tx.execute(sql`select choba_move_epoch()`));
  await acrossTenants((tx) => tx.execute(sql`delete from usage_archive`));
  await acrossTenants((tx) => tx.execute(sql`delete from usage_archived_keys`));
  await acrossTenants((tx) => tx.execute(sql`delete from usage_events`));
  tenant = await makeTenant({ timeZone: "Asia/Tokyo" });
  directory = await mkdtemp(path.join(os.tmpdir(), "choba-archive-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  forgetDirectory();
  await rm(directory, { recursive: true, force: true });
});

const key = asKey(["manage"]);
const event = (timestamp: string, bytes: number, eventId: string = uuid()) => ({
  event_id: eventId,
  customer_id: tenant.slug,
  event_name: "data",
  timestamp,
  metadata: { bytes, region: `r${bytes}` },
});
const send = (...events: unknown[]) => ingestEvents(key, { events });
async function archive(keepMonths = 3) {
  const steps: ArchiveStep[] = [];
  const answer = await archiveEvents(asSystem(), { keepMonths, directory }, (step) => steps.push(step));
  return { answer, steps };
}
async function count(month: string) {
  const answer = await readCounts(key, tenant.id, { period: { type: "month", month } });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return Object.fromEntries(answer.value.counts.map((each) => [each.unitName, each.count]));
}
const rowsLeft = async () => {
  const rows = (
    await acrossTenants((tx) =>
      tx.execute<{ n: number }>(
        sql`select count(*)::int as n from usage_events where tenant_id = ${uuidOf(tenant.id)}::uuid`,
      ),
    )
  ).rows;
  return rows[0]?.n;
};
async function differences() {
  const found: unknown[] = [];
  await verifyCounts(asSystem(), { tenant: tenant.id }, (month) => found.push(...month.differences));
  return found;
}
const linesOf = async (file: string) =>
  gunzipSync(await readFile(path.join(directory, file)))
    .toString()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("months that are older than wanted", () => {
  test("go to one file each, and counts stay as they were", async () => {
    const june = [event("2026-06-15T00:00:00Z", 1), event("2026-06-30T23:59:59.999Z", 2, "by text")];
    const kept = [event("2026-08-01T00:00:00Z", 16), event("2026-11-01T00:00:00Z", 32)];
    await send(...june, event("2026-07-31T23:59:59.999Z", 8), ...kept);
    const before = [await count("2026-06"), await count("2026-07"), await count("2026-08")];
    const { answer, steps } = await archive();
    expect(answer).toEqual({ ok: true, value: { months: ["2026-06", "2026-07"] } });
    expect(steps.filter(({ step }) => step === "dropped")).toMatchObject([{ events: 2 }, { events: 1 }]);
    expect(await rowsLeft()).toBe(2);
    expect([await count("2026-06"), await count("2026-07"), await count("2026-08")]).toEqual(before);
    expect(await readdir(directory)).toEqual([
      "usage-events-2026-06.ndjson.gz",
      "usage-events-2026-07.ndjson.gz",
    ]);
    const lines = await linesOf("usage-events-2026-06.ndjson.gz");
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual({
      tenant_id: tenant.id,
      event_id: "by text",
      event_name: "data",
      timestamp: "2026-06-30T23:59:59.999Z",
      recorded_at: "2026-11-20T03:00:00.000Z",
      metadata: { bytes: 2, region: "r2" },
    });
    expect(await differences()).toEqual([]);
    expect((await archive()).answer).toEqual({ ok: true, value: { months: [] } });
  });

  test("keep their ids refused: a repeat is known, the same id with other content a conflict", async () => {
    const [ordered, text] = [event("2026-06-15T00:00:00Z", 1), event("2026-06-16T00:00:00Z", 2, "by text")];
    await send(ordered, text);
    await archive();
    expect(await send(ordered, text)).toMatchObject({
      value: { new: 0, known: 2, conflicts: [], rejected: [] },
    });
    const later = [ordered, text].map((each) => ({ ...each, timestamp: "2026-11-19T00:00:00Z" }));
    expect(await send(...later)).toMatchObject({
      value: { new: 0, known: 0, conflicts: [{ index: 0 }, { index: 1 }] },
    });
    expect(await count("2026-11")).toEqual({ volume: "0", regions: "0" });
  });

  test("take no new events, and say so", async () => {
    await send(event("2026-06-15T00:00:00Z", 1));
    await archive();
    expect(await send(event("2026-07-31T23:59:59Z", 4), event("2026-08-01T00:00:00Z", 5))).toMatchObject({
      value: { new: 1, rejected: [{ index: 0, errors: [{ field: "timestamp", rule: "month_archived" }] }] },
    });
    const events = [event("2026-07-31T23:59:59Z", 4), event("2026-08-02T00:00:00Z", 5)];
    expect(await ingestEvents(key, { events, allOrNothing: true })).toMatchObject({
      refusal: { fields: [{ field: "events.0.timestamp", rule: "month_archived" }] },
    });
    expect(await count("2026-08")).toMatchObject({ volume: "5" });
  });

  test("are asked about only where an id may be archived", async () => {
    const asked = vi.spyOn(write, "archivedEvents");
    await send(event("2026-06-15T00:00:00Z", 1));
    expect(asked.mock.calls.every(([events]) => events.length === 0)).toBe(true);
    await archive();
    await send(event("2026-11-15T00:00:00Z", 1));
    expect(asked.mock.calls.every(([events]) => events.length === 0)).toBe(true);
    await send(event("2026-11-15T00:00:00Z", 1, randomUUID()));
    expect(asked.mock.calls.some(([events]) => events.length === 1)).toBe(true);
  });

  test("are frozen: no event is voided or amended in, out of or into them; no day is cut or counted again", async () => {
    const old = event("2026-06-15T00:00:00Z", 1);
    const young = event("2026-08-15T00:00:00Z", 2);
    await send(old, young);
    await archive();
    const refused = { ok: false, refusal: { code: "invalid_input", fields: [{ rule: "month_archived" }] } };
    const named = (each: typeof old) => ({ eventId: each.event_id, reason: "test" });
    expect(await voidEvent(key, tenant.id, named(old))).toMatchObject(refused);
    expect(
      await amendEvent(key, tenant.id, { ...named(old), timestamp: "2026-08-15T00:00:00Z" }),
    ).toMatchObject(refused);
    expect(
      await amendEvent(key, tenant.id, { ...named(young), timestamp: "2026-07-15T00:00:00Z" }),
    ).toMatchObject(refused);
    const admin = asUser(await makeUser("admin"), "admin");
    expect(await changeTimeZone(admin, tenant.id, { timeZone: "Asia/Kolkata" })).toMatchObject(refused);
    const words = { en: "x", ja: "x" };
    const unit = { id: unitId, unitName: "volume", displayName: words, unitLabel: words, eventName: "data" };
    expect(
      await updateMeterUnit(asSystem(), { ...unit, property: "bytes", aggregation: "unique" }),
    ).toMatchObject(refused);
    expect(await count("2026-06")).toMatchObject({ volume: "1" });
    expect(await count("2026-08")).toMatchObject({ volume: "2" });
  });
});

test("counts of different values in archived months stay readable: how units aggregate is not changed any more", async () => {
  await send(event("2026-06-15T00:00:00Z", 1), event("2026-06-16T00:00:00Z", 2));
  const before = await count("2026-06");
  expect(before).toEqual({ volume: "3", regions: "2" });
  await archive();
  process.env.STRIPE_SECRET_KEY = "";
  forgetEnvironment();
  expect(await agreeOnAggregations(asSystem())).toBe(false);
  expect(await disagreesOnAggregations()).toBe(true);
  expect(await count("2026-06")).toEqual(before);
  const support = asUser(await makeUser("support"), "support");
  expect(await readIngestHealth(support, {})).toMatchObject({ value: { aggregationsDiffer: true } });
  process.env.STRIPE_SECRET_KEY = "sk_test_metering";
  forgetEnvironment();
  expect(await readIngestHealth(support, {})).toMatchObject({ value: { aggregationsDiffer: false } });
});

test("an event that was amended to a later month stays, and can be put right there", async () => {
  const moved = event("2026-06-15T00:00:00Z", 1);
  const gone = event("2026-06-16T00:00:00Z", 2);
  await send(moved, gone);
  await amendEvent(key, tenant.id, {
    eventId: moved.event_id,
    reason: "late",
    timestamp: "2026-09-01T00:00:00Z",
  });
  await voidEvent(key, tenant.id, { eventId: gone.event_id, reason: "wrong" });
  await archive();
  expect(await rowsLeft()).toBe(1);
  expect(await linesOf("usage-events-2026-06.ndjson.gz")).toMatchObject([
    { event_id: gone.event_id, corrections: [{ kind: "void", reason: "wrong" }] },
  ]);
  expect(await differences()).toEqual([]);
  await voidEvent(key, tenant.id, { eventId: moved.event_id, reason: "test" });
  expect(await count("2026-09")).toMatchObject({ volume: "0" });
  expect(await differences()).toEqual([]);
});

describe("a run that was cut off is finished by the next one", () => {
  const begin = (row: string) =>
    acrossTenants((tx) =>
      tx.execute(sql`insert into usage_archive (month, frozen_at) values (${row}, now())`),
    );

  test("after the freeze, and between keys and file", async () => {
    await send(event("2026-06-15T00:00:00Z", 1), event("2026-06-16T00:00:00Z", 2));
    await begin("2026-06");
    await recordArchivedKeys("2026-06", new Date("2026-07-01T00:00:00Z"));
    expect((await archive()).answer).toMatchObject({ ok: true, value: { months: ["2026-06", "2026-07"] } });
    expect(await linesOf("usage-events-2026-06.ndjson.gz")).toHaveLength(2);
    expect(await rowsLeft()).toBe(0);
  });

  test("after the file, with a part of the rows gone: the file is not written again", async () => {
    await send(event("2026-06-15T00:00:00Z", 1), event("2026-06-16T00:00:00Z", 2));
    await archive();
    const file = path.join(directory, "usage-events-2026-06.ndjson.gz");
    const first = await readFile(file);
    await send(event("2026-09-15T00:00:00Z", 1));
    await acrossTenants((tx) =>
      tx.execute(sql`update usage_archive set dropped_at = null where month = '2026-06'`),
    );
    expect((await archive()).answer).toMatchObject({ ok: true, value: { months: ["2026-06"] } });
    expect(await readFile(file)).toEqual(first);
    expect(await rowsLeft()).toBe(1);
  });
});

test("is for Choba itself, and one run at a time", async () => {
  const input = { keepMonths: 3, directory };
  expect(await archiveEvents(asUser(tenant.ownerId, "admin"), input, () => {})).toMatchObject({
    refusal: { code: "forbidden" },
  });
  await acrossTenants(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7240916)`);
    expect((await archive()).answer).toMatchObject({ refusal: { code: "busy" } });
  });
});
