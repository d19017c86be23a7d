import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acrossTenants } from "@/lib/db/transaction";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { makeUnit } from "@/tests/metering/units";
import {
  asKey,
  asSystem,
  asUser,
  auditedActions,
  makeTenant,
  type TestTenant,
} from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { type VerifiedMonth, verifyCounts } from "./verify-counts";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_metering", STRIPE_WEBHOOK_SECRET: "whsec_metering" });

let tenant: TestTenant;
beforeAll(async () => {
  await makeUnit({ unitName: "volume", aggregation: "sum", property: "bytes" });
  await makeUnit({ unitName: "regions", aggregation: "unique", property: "region" });
});
beforeEach(async () => {
  tenant = await makeTenant({ timeZone: "America/New_York" });
  const at = (timestamp: string, bytes: string) => ({
    event_id: randomUUID(),
    customer_id: tenant.slug,
    event_name: "data",
    timestamp,
    metadata: { bytes, region: bytes },
  });
  const events = [
    at("2026-11-01T05:30:00Z", "1.50"),
    at("2026-11-01T06:30:00Z", "2"),
    at("2026-11-02T04:59:59Z", "-3"),
    at("2026-09-30T12:00:00Z", "100"),
  ];
  expect(await ingestEvents(asKey(["ingest"]), { events })).toMatchObject({ value: { new: 4 } });
});

async function verified(input: Omit<Parameters<typeof verifyCounts>[1], "tenant"> = {}) {
  const months: VerifiedMonth[] = [];
  const answer = await verifyCounts(asSystem(), { tenant: tenant.slug, ...input }, (month) =>
    months.push(month),
  );
  if (!answer.ok) throw new Error(answer.refusal.code);
  return { months, total: answer.value };
}
const change = (statement: ReturnType<typeof sql>) => acrossTenants((tx) => tx.execute(statement));

test("counts that nobody touched are what the events say, month by month in the tenant's zone", async () => {
  const { months, total } = await verified();
  expect(total).toEqual({ months: 2, differences: 0 });
  expect(months).toMatchObject([
    { month: "2026-09", days: 1, skipped: 0, differences: [], repaired: false },
    { month: "2026-11", days: 1, differences: [] },
  ]);
});

describe("a drift is reported by unit, day and figure, and repaired on demand", () => {
  const own = () => sql`tenant_id = ${uuidOf(tenant.id)}::uuid`;
  test.each([
    ["a sum", () => sql`update usage_days set sum = sum + 1 where ${own()} and day = '2026-11-01'`, "sum"],
    ["a maximum", () => sql`update usage_days set max = 9 where ${own()} and day = '2026-11-01'`, "max"],
    [
      "the newest value",
      () =>
        sql`update usage_days set last_at = last_at - interval '1 ms' where ${own()} and day = '2026-11-01'`,
      "lastAt",
    ],
    ["a missing day", () => sql`delete from usage_days where ${own()} and day = '2026-11-01'`, "events"],
    [
      "a day without events",
      () => sql`insert into usage_days select tenant_id, unit_id, '2026-11-07', events, sum, max, last, last_at, last_key
        from usage_days where ${own()} and day = '2026-11-01'`,
      "events",
    ],
    [
      "a value that was not seen",
      () => sql`delete from usage_seen where ${own()} and day = '2026-11-01'`,
      "different",
    ],
    [
      "another value than was seen",
      () => sql`update usage_seen set seen = gen_random_uuid() where ${own()} and day = '2026-11-01'`,
      "values",
    ],
  ])("%s", async (_what, spoil, figure) => {
    await change(spoil());
    const { months, total } = await verified();
    expect(total.differences).toBeGreaterThan(0);
    const differences = months.flatMap((month) => month.differences);
    expect(differences.map((difference) => difference.figure)).toContain(figure);
    expect(months.find(({ month }) => month === "2026-09")?.differences).toEqual([]);
    const repaired = await verified({ repair: true });
    expect(repaired.total.differences).toBe(total.differences);
    expect((await verified()).total.differences).toBe(0);
    expect(await auditedActions(tenant.id)).toContain("usage.repair");
  });
});

test("one month can be asked for, and another one's drift is not seen then", async () => {
  await change(
    sql`update usage_days set sum = 0 where tenant_id = ${uuidOf(tenant.id)}::uuid and day = '2026-09-30'`,
  );
  expect((await verified({ month: "2026-11" })).total).toEqual({ months: 1, differences: 0 });
  expect((await verified({ month: "2026-09" })).months[0]?.differences).toMatchObject([
    { unitName: "volume", day: "2026-09-30", figure: "sum", counted: "0", events: "100" },
  ]);
});

test("goes on while events arrive, and finds no difference between what is written together", async () => {
  let isDone = false;
  const writing = (async () => {
    for (let n = 0; !isDone; n++) {
      const events = Array.from({ length: 20 }, (_, index) => ({
        event_id: randomUUID(),
        customer_id: tenant.slug,
        event_name: "data",
        timestamp: `2026-11-0${1 + (index % 9)}T12:00:00Z`,
        metadata: { bytes: n, region: `r${n}` },
      }));
      await ingestEvents(asKey(["ingest"]), { events });
    }
  })();
  for (let round = 0; round < 5; round++) expect((await verified()).total.differences).toBe(0);
  isDone = true;
  await writing;
});

test("is for administrators of the SaaS and for Choba itself; an unknown tenant is not found", async () => {
  const ask = (ctx: Parameters<typeof verifyCounts>[0], name: string) =>
    verifyCounts(ctx, { tenant: name }, () => {});
  for (const ctx of [asKey(["manage"]), asUser(tenant.ownerId), asUser(tenant.ownerId, "support")])
    expect(await ask(ctx, tenant.slug)).toMatchObject({ refusal: { code: "forbidden" } });
  expect(await ask(asUser(tenant.ownerId, "admin"), tenant.slug)).toMatchObject({ ok: true });
  expect(await ask(asSystem(), "nobody")).toMatchObject({ refusal: { code: "not_found" } });
});
