import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { meteringEpoch, usageRecounts, usageSeen } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Aggregation } from "@/lib/domain/catalog/meter-unit";
import { forgetEnvironment } from "@/lib/env";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { readCounts } from "@/lib/features/usage/metering/counts/counts";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { everyOne } from "@/lib/features/usage/metering/units/request-recount";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { verifyCounts } from "@/lib/features/usage/metering/verify/verify-counts";
import { jobs } from "@/server/jobs";
import { makeUnit } from "@/tests/metering/units";
import { asKey, asSystem, auditedActions, makeTenant, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { agreeOnAggregations, disagreesOnAggregations } from "./agree-on-aggregations";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_metering", STRIPE_WEBHOOK_SECRET: "whsec_metering" });

let tenant: TestTenant;
let uniqueUnit: string;
beforeAll(async () => {
  const unit = (unitName: string, aggregation: Aggregation) =>
    makeUnit({ unitName, aggregation, property: "bytes" });
  for (const aggregation of ["sum", "max", "count", "last"] as const) await unit(aggregation, aggregation);
  uniqueUnit = uuidOf(await unit("unique", "unique"));
});
beforeEach(async () => {
  tenant = await makeTenant();
});
afterEach(() => start("sk_test_metering"));

/** What a process does that starts with or without a key. */
function start(key: string): Promise<boolean> {
  Object.assign(process.env, { STRIPE_SECRET_KEY: key });
  forgetEnvironment();
  return agreeOnAggregations(asSystem());
}

async function record(at: string, ...values: number[]) {
  const events = values.map((bytes, second) => ({
    event_id: randomUUID(),
    customer_id: tenant.slug,
    event_name: "data",
    timestamp: new Date(Date.parse(at) + second * 1_000).toISOString(),
    metadata: { bytes },
  }));
  expect(await ingestEvents(asKey(["ingest"]), { events })).toMatchObject({ value: { new: values.length } });
}

async function counts() {
  const answer = await readCounts(asKey(["read"]), tenant.id, { period: { type: "this_month" } });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return Object.fromEntries(answer.value.counts.map(({ unitName, count }) => [unitName, count]));
}

const recounts = () => acrossTenants((tx) => tx.select().from(usageRecounts));
async function work() {
  for (const { tenantId, unitId } of await recounts()) await jobs.recount(asSystem(), { tenantId, unitId });
  expect(await recounts()).toEqual([]);
}
async function expectClean(repair = false) {
  const differences: unknown[] = [];
  await verifyCounts(asSystem(), { tenant: tenant.id, repair }, (month) =>
    differences.push(...month.differences),
  );
  expect(differences).toEqual([]);
}
const epoch = async () => (await acrossTenants((tx) => tx.select().from(meteringEpoch)))[0]?.epoch ?? 0;
const seen = () => acrossTenants((tx) => tx.select().from(usageSeen));

test("off and on again counts as an installation would that was always so", async () => {
  await record("2026-11-02T00:00:00Z", 5, 9, 5, 2);
  const asChosen = { sum: "21", max: "9", count: "4", last: "2", unique: "3" };
  expect(await counts()).toEqual(asChosen);

  expect(await start("")).toBe(true);
  await work();
  expect(await counts()).toEqual({ sum: "21", max: "21", count: "21", last: "21", unique: "21" });
  await expectClean();
  await record("2026-11-03T00:00:00Z", 9, 4);
  expect(await counts()).toEqual({ sum: "34", max: "34", count: "34", last: "34", unique: "34" });
  await expectClean();

  expect(await start("sk_test_metering")).toBe(true);
  await work();
  expect(await counts()).toEqual({ sum: "34", max: "9", count: "6", last: "4", unique: "4" });
  await record("2026-11-04T00:00:00Z", 7);
  expect(await counts()).toEqual({ sum: "41", max: "9", count: "7", last: "7", unique: "5" });
  await expectClean();
  expect(await auditedActions(backOffice)).toEqual(
    expect.arrayContaining(["usage.aggregate_by_sum", "usage.aggregate_as_chosen"]),
  );
});

test("processes that start together move the epoch once and have each unique unit counted again once", async () => {
  const before = await epoch();
  Object.assign(process.env, { STRIPE_SECRET_KEY: "" });
  forgetEnvironment();
  const agreed = await Promise.all(Array.from({ length: 4 }, () => agreeOnAggregations(asSystem())));
  expect(agreed.filter(Boolean)).toHaveLength(1);
  expect(await epoch()).toBe(before + 1);
  expect(await recounts()).toMatchObject([{ tenantId: everyOne, unitId: uniqueUnit }]);
  expect(await start("")).toBe(false);
  expect(await epoch()).toBe(before + 1);
  await work();
});

test("text that was meant for different values is taken while sums hold, and counts once they do not", async () => {
  await makeUnit({ unitName: "people", aggregation: "unique", property: "user", eventName: "seen" });
  const send = (user: string) =>
    ingestEvents(asKey(["ingest"]), {
      events: [{ event_id: randomUUID(), customer_id: tenant.slug, event_name: "seen", metadata: { user } }],
    });
  await start("");
  await work();
  for (const user of ["anna", "bert", "anna"]) expect(await send(user)).toMatchObject({ value: { new: 1 } });
  expect(await counts()).toMatchObject({ people: "0" });
  await expectClean();
  await start("sk_test_metering");
  await work();
  expect(await counts()).toMatchObject({ people: "2" });
  await expectClean();
});

test("a process whose environment says another thing counts, verifies and repairs as the database says", async () => {
  await record("2026-11-02T00:00:00Z", 5, 9, 5);
  const kept = await seen();
  Object.assign(process.env, { STRIPE_SECRET_KEY: "" });
  forgetEnvironment();
  expect(await disagreesOnAggregations()).toBe(true);
  await record("2026-11-03T00:00:00Z", 9);
  expect(await counts()).toMatchObject({ max: "9", unique: "2" });
  await expectClean(true);
  expect(await seen()).toHaveLength(kept.length + 1);
});
