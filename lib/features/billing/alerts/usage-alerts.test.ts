import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { outboxMessages, usageAlerts } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import { mauMeter } from "@/lib/domain/catalog/component";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { recordAuthentications } from "@/lib/features/usage/mau/record-authentications";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import {
  asKey,
  asSystem,
  asUser,
  auditedActions,
  holdPlan,
  makePlan,
  makeTenant,
  makeUser,
  type TestTenant,
  testNow,
} from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { checkUsageAlerts } from "./check-usage-alerts";
import { tenantsToAlert } from "./queries";
import { readUsageAlerts } from "./read-usage-alerts";
import { setUsageAlerts } from "./set-usage-alerts";

useDatabase();

const granted = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const words = { en: "Calls", ja: "呼び出し" };
let version: Id<"planVersion">;
beforeAll(async () => {
  const unit = { unitName: "alert_calls", displayName: words, unitLabel: words, eventName: "alert_call" };
  granted(await createMeterUnit(asSystem(), { ...unit, aggregation: "count" }));
  const calls = {
    ...blank.usage("calls", "alert_calls"),
    name: words,
    included: "10",
    price: { model: "per_unit" as const, unitAmountMinor: "100", per: "1" },
  };
  version = await makePlan({ key: "alerting", rank: 1, components: [calls] });
});

/** A tenant whose calls cost ¥100 each beyond 10. */
async function makeCaller(): Promise<TestTenant> {
  const tenant = await makeTenant();
  await holdPlan(tenant.id, version, "month");
  return tenant;
}

let number = 0;
const call = async ({ slug }: TestTenant, times: number) =>
  granted(
    await ingestEvents(asSystem(), {
      events: Array.from({ length: times }, () => ({
        event_id: `alert-${number++}`,
        customer_id: slug,
        event_name: "alert_call",
        timestamp: testNow.toISOString(),
      })),
    }),
  );

/** The mails about usage that were enqueued, oldest first: template and what was reached. */
const mailsOf = (tenantId: Id<"tenant">) =>
  acrossTenants(async (tx) => {
    const rows = await tx
      .select()
      .from(outboxMessages)
      .where(eq(outboxMessages.tenantId, tenantId))
      .orderBy(outboxMessages.id);
    return rows.flatMap(({ parameters }) => {
      const { template, values } = parameters as { template: string; values: Record<string, string> };
      return template?.startsWith("usage_") ? [values.percent ?? values.threshold] : [];
    });
  });

const checkAtOf = async (tenantId: Id<"tenant">) =>
  acrossTenants(async (tx) => {
    const [row] = await tx.select().from(usageAlerts).where(eq(usageAlerts.tenantId, tenantId));
    return row?.checkAt;
  });

test("each threshold of an allowance is told once a month, the highest of those that were passed at once", async () => {
  const tenant = await makeCaller();
  await call(tenant, 4);
  await checkUsageAlerts(asSystem(), tenant.id);
  expect(await mailsOf(tenant.id)).toEqual([]);
  // 4 of the 5 calls to 50 %.
  expect(await checkAtOf(tenant.id)).toEqual(later(15));
  await call(tenant, 5);
  // Not yet the time to look again: nothing happens, by however many workers.
  await checkUsageAlerts(asSystem(later(14)), tenant.id);
  expect(await mailsOf(tenant.id)).toEqual([]);
  await Promise.all([
    checkUsageAlerts(asSystem(later(15)), tenant.id),
    checkUsageAlerts(asSystem(later(15)), tenant.id),
  ]);
  expect(await mailsOf(tenant.id)).toEqual(["80"]);
  // 9 of 10: soon.
  expect(await checkAtOf(tenant.id)).toEqual(later(20));
  await call(tenant, 3);
  await checkUsageAlerts(asSystem(later(20)), tenant.id);
  await checkUsageAlerts(asSystem(later(90)), tenant.id);
  expect(await mailsOf(tenant.id)).toEqual(["80", "100"]);
  // All is told: the next month, in Tokyo.
  expect(await checkAtOf(tenant.id)).toEqual(new Date("2026-11-30T15:00:00Z"));
  expect(
    (await auditedActions(tenant.id)).filter((action) => action === "usage_alerts.reached"),
  ).toHaveLength(2);
  const seen = granted(await readUsageAlerts(asUser(tenant.ownerId), tenant.id, {}));
  expect(seen).toMatchObject({ percents: [50, 80, 100], amountsMinor: [], mayChange: true });
  expect(seen.reached.map(({ name, threshold }) => [name?.en, threshold])).toEqual([
    ["Calls", "50"],
    ["Calls", "80"],
    ["Calls", "100"],
  ]);
});

test("an amount of the month's cost is told, and the next month begins anew", async () => {
  const tenant = await makeCaller();
  const owner = asUser(tenant.ownerId);
  granted(await setUsageAlerts(owner, tenant.id, { percents: [], amountsMinor: ["500", "200", "500"] }));
  await call(tenant, 13);
  await checkUsageAlerts(asSystem(), tenant.id);
  // 3 × ¥100.
  expect(await mailsOf(tenant.id)).toEqual(["¥200"]);
  granted(await setUsageAlerts(owner, tenant.id, { percents: [], amountsMinor: ["200"] }));
  await checkUsageAlerts(asSystem(later(1)), tenant.id);
  expect(await mailsOf(tenant.id)).toEqual(["¥200"]);
  const december = new Date("2026-12-02T00:00:00Z");
  await checkUsageAlerts(asSystem(december), tenant.id);
  expect(await mailsOf(tenant.id)).toEqual(["¥200"]);
  expect(await checkAtOf(tenant.id)).toEqual(new Date(december.getTime() + 3_600_000));
});

test("active users of a plan that is not charged are told too", async () => {
  const limit = {
    ...blank.usage("mau", mauMeter),
    name: words,
    included: "2",
    price: { model: "limit" as const },
  };
  const tenant = await makeTenant();
  await holdPlan(tenant.id, await makePlan({ key: "small-free", rank: 0, components: [limit] }), null);
  granted(
    await recordAuthentications(asKey(["manage"]), tenant.id, {
      authentications: [{ userId: "a" }, { userId: "b" }],
    }),
  );
  await checkUsageAlerts(asSystem(), tenant.id);
  expect(await mailsOf(tenant.id)).toEqual(["100"]);
});

test("the sweep takes those whose time has come, the longest waiting first", async () => {
  const [one, other] = [await makeCaller(), await makeCaller()];
  await checkUsageAlerts(asSystem(), one.id);
  const due = (now: Date) => acrossTenants((tx) => tenantsToAlert(tx, now, 1_000));
  expect(await due(testNow)).toContain(other.id);
  expect(await due(testNow)).not.toContain(one.id);
  expect(await due(later(60))).toContain(one.id);
});

test("who pays sets the thresholds, members read them, strangers do neither", async () => {
  const tenant = await makeCaller();
  const wanted = { percents: [90], amountsMinor: ["10000"] };
  const stranger = asUser(await makeUser());
  expect(await setUsageAlerts(stranger, tenant.id, wanted)).toMatchObject({ refusal: { code: "not_found" } });
  const support = asUser(await makeUser("support"), "support");
  expect(await setUsageAlerts(support, tenant.id, wanted)).toMatchObject({ refusal: { code: "forbidden" } });
  expect(granted(await readUsageAlerts(support, tenant.id, {})).mayChange).toBe(false);
  const owner = asUser(tenant.ownerId);
  expect(granted(await setUsageAlerts(owner, tenant.id, wanted))).toEqual({ changed: true });
  expect(granted(await setUsageAlerts(owner, tenant.id, wanted))).toEqual({ changed: false });
  expect((await auditedActions(tenant.id)).filter((action) => action === "usage_alerts.set")).toHaveLength(1);
  for (const wrong of [
    { percents: [0], amountsMinor: [] },
    { percents: [], amountsMinor: ["0"] },
    { percents: [], amountsMinor: ["1.5"] },
  ])
    expect(await setUsageAlerts(owner, tenant.id, wrong)).toMatchObject({
      refusal: { code: "invalid_input" },
    });
});
