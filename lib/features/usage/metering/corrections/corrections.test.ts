import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acrossTenants } from "@/lib/db/transaction";
import { readTimeline } from "@/lib/features/console/activity/read-timeline";
import { readCounts } from "@/lib/features/usage/metering/counts/counts";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { verifyCounts } from "@/lib/features/usage/metering/verify/verify-counts";
import { makeUnit } from "@/tests/metering/units";
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
import { amendEvent, voidEvent } from "./correct-event";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_metering", STRIPE_WEBHOOK_SECRET: "whsec_metering" });

let tenant: TestTenant;
beforeAll(async () => {
  await makeUnit({ unitName: "volume", aggregation: "sum", property: "bytes" });
  await makeUnit({ unitName: "largest", aggregation: "max", property: "bytes" });
  await makeUnit({ unitName: "calls", aggregation: "count", property: null });
  await makeUnit({ unitName: "newest", aggregation: "last", property: "bytes" });
  await makeUnit({ unitName: "regions", aggregation: "unique", property: "region" });
});
beforeEach(async () => {
  tenant = await makeTenant({ timeZone: "Asia/Tokyo" });
});

const manager = asKey(["manage"]);
const reason = "double booking";

async function send(
  bytes: number,
  timestamp = "2026-11-20T02:00:00Z",
  rest: Record<string, unknown> = {},
): Promise<string> {
  const eventId = randomUUID();
  const event = {
    event_id: eventId,
    customer_id: tenant.slug,
    event_name: "data",
    timestamp,
    metadata: { bytes, region: "eu" },
    ...rest,
  };
  const answer = await ingestEvents(manager, { events: [event] });
  expect(answer).toMatchObject({ ok: true, value: { new: 1 } });
  return eventId;
}

async function counts(period: Parameters<typeof readCounts>[2]["period"] = { type: "today" }) {
  const answer = await readCounts(manager, tenant.id, { period });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return Object.fromEntries(answer.value.counts.map(({ unitName, count }) => [unitName, count]));
}

/** What is counted is what the events say: asked after every test. */
async function expectClean() {
  const differences: unknown[] = [];
  const answer = await verifyCounts(asSystem(), { tenant: tenant.id }, (month) =>
    differences.push(...month.differences),
  );
  expect(answer).toMatchObject({ ok: true });
  expect(differences).toEqual([]);
}

const voided = (eventId: string, ctx = manager) => voidEvent(ctx, tenant.id, { eventId, reason });
type Amendment = Omit<Parameters<typeof amendEvent>[2], "eventId" | "reason">;
const amended = (eventId: string, to: Amendment, ctx = manager) =>
  amendEvent(ctx, tenant.id, { eventId, reason, ...to });

describe("a void event", () => {
  test("counts nothing: the largest and the newest value are those that are left", async () => {
    await send(5, "2026-11-20T01:00:00Z");
    const largest = await send(9, "2026-11-20T02:00:00Z", { metadata: { bytes: 9, region: "us" } });
    expect(await counts()).toEqual({ volume: "14", largest: "9", calls: "2", newest: "9", regions: "2" });
    expect(await voided(largest)).toEqual({
      ok: true,
      value: { eventId: largest, changed: true, notBilled: [] },
    });
    expect(await counts()).toEqual({ volume: "5", largest: "5", calls: "1", newest: "5", regions: "1" });
    await expectClean();
  });

  test("leaves a value that another event has shown as well", async () => {
    await send(1);
    expect(await voided(await send(2))).toMatchObject({ ok: true });
    expect(await counts()).toMatchObject({ regions: "1", calls: "1" });
    await expectClean();
  });

  test("that was the only one leaves nothing", async () => {
    await voided(await send(3));
    expect(await counts()).toEqual({ volume: "0", largest: "0", calls: "0", newest: "0", regions: "0" });
    await expectClean();
  });

  test("stays void when it is voided or sent again", async () => {
    const eventId = await send(3);
    await voided(eventId);
    expect(await voided(eventId)).toMatchObject({ ok: true, value: { changed: false } });
    const again = { event_id: eventId, customer_id: tenant.slug, event_name: "data" };
    const sent = { ...again, timestamp: "2026-11-20T02:00:00Z", metadata: { bytes: 3, region: "eu" } };
    expect(await ingestEvents(manager, { events: [sent] })).toMatchObject({ value: { new: 0, known: 1 } });
    expect(await counts()).toMatchObject({ calls: "0" });
    expect((await auditedActions(tenant.id)).filter((action) => action === "usage.void")).toHaveLength(1);
    await expectClean();
  });

  test("is amended back into the counts, by default as it was sent", async () => {
    const eventId = await send(3);
    await voided(eventId);
    expect(await amended(eventId, {})).toMatchObject({ ok: true, value: { changed: true } });
    expect(await counts()).toMatchObject({ volume: "3", calls: "1" });
    await voided(eventId);
    await amended(eventId, { metadata: { bytes: 4 } });
    expect(await counts()).toMatchObject({ volume: "4", calls: "1", regions: "0" });
    await expectClean();
  });
});

describe("an amended event", () => {
  test("counts with other properties; twice amended, by the last ones", async () => {
    await send(10);
    const eventId = await send(50);
    await amended(eventId, { metadata: { bytes: 5, region: "us" } });
    expect(await counts()).toMatchObject({ volume: "15", largest: "10", regions: "2" });
    await amended(eventId, { metadata: { bytes: "0.5", region: "eu" } });
    expect(await counts()).toMatchObject({ volume: "10.5", calls: "2", regions: "1" });
    await expectClean();
  });

  test("moves to another day and another month, and keeps its new time when it is amended again", async () => {
    const eventId = await send(7);
    await amended(eventId, { timestamp: "2026-10-31T14:59:59.999Z" });
    expect(await counts()).toMatchObject({ volume: "0", regions: "0" });
    expect(await counts({ type: "day", day: "2026-10-31" })).toMatchObject({ volume: "7", regions: "1" });
    await amended(eventId, { metadata: { bytes: 8, region: "eu" } });
    expect(await counts({ type: "month", month: "2026-10" })).toMatchObject({ volume: "8", newest: "8" });
    expect(await counts({ type: "month", month: "2026-11" })).toMatchObject({ volume: "0", calls: "0" });
    await voided(eventId);
    expect(await counts({ type: "month", month: "2026-10" })).toMatchObject({ volume: "0", calls: "0" });
    await expectClean();
  });

  test("amended to what it is already changes nothing, in whatever order its properties are said", async () => {
    const eventId = await send(7);
    const to = { metadata: { zone: "b", bytes: 7, region: "eu" } };
    expect(await amended(eventId, to)).toMatchObject({ value: { changed: true } });
    const turned = { metadata: { region: "eu", bytes: 7, zone: "b" } };
    expect(await amended(eventId, turned)).toMatchObject({ value: { changed: false } });
    expect(
      await amended(eventId, { metadata: to.metadata, timestamp: "2026-11-20T02:00:00Z" }),
    ).toMatchObject({
      value: { changed: false },
    });
  });

  test("obeys the rules that a new one obeys", async () => {
    const eventId = await send(7);
    for (const [to, field, rule] of [
      [{ metadata: { bytes: "many" } }, "metadata.bytes", "not_a_number"],
      [{ metadata: { bytes: 1, tags: [] } }, "metadata.tags", "wrong_type"],
      [{ timestamp: "2026-11-20T03:05:00.001Z" }, "timestamp", "in_the_future"],
      [{ timestamp: "2023-01-01T00:00:00Z" }, "timestamp", "before_accepted"],
      [{ timestamp: "yesterday" }, "timestamp", "not_an_instant"],
    ] as const) {
      const answer = await amended(eventId, to);
      expect(answer).toMatchObject({ ok: false, refusal: { code: "invalid_input" } });
      expect(answer.ok ? [] : answer.refusal.fields).toContainEqual(expect.objectContaining({ field, rule }));
    }
    expect(await counts()).toMatchObject({ volume: "7" });
    expect(await auditedActions(tenant.id)).toEqual(["tenant.create"]);
  });

  test("is corrected in order by several hands at once", async () => {
    const eventId = await send(1);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => amended(eventId, { metadata: { bytes: n + 2, region: "eu" } })),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    const [row] = (
      await acrossTenants((tx) =>
        tx.execute<{ bytes: string }>(sql`
        select properties->>'bytes' as bytes from usage_corrections
        where event_key = ${eventId}::uuid order by correction_id desc limit 1`),
      )
    ).rows;
    expect((await counts()).volume).toBe(row?.bytes);
    await expectClean();
  });
});

describe("who may", () => {
  test("keys that manage and administrators of the SaaS; nobody else, and for a stranger there is no tenant", async () => {
    const eventId = await send(3);
    const support = asUser(await makeUser("support"), "support");
    for (const ctx of [asKey(["ingest"]), asKey(["read"]), asUser(tenant.ownerId), support]) {
      expect(await voided(eventId, ctx)).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
      expect(await amended(eventId, { metadata: {} }, ctx)).toMatchObject({ refusal: { code: "forbidden" } });
    }
    const stranger = asUser((await makeTenant()).ownerId);
    expect(await voided(eventId, stranger)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await counts()).toMatchObject({ calls: "1" });
    expect(await voided(eventId, asUser(await makeUser("admin"), "admin"))).toMatchObject({ ok: true });
    expect(await counts()).toMatchObject({ calls: "0" });
  });

  test("an unknown id, and one of another tenant, is not found", async () => {
    const eventId = await send(3);
    expect(await voided("nothing")).toMatchObject({ refusal: { code: "not_found" } });
    const other = await makeTenant();
    expect(await voidEvent(manager, other.id, { eventId, reason })).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect(await counts()).toMatchObject({ calls: "1" });
  });

  test("a reason is needed, and the log says who, why and what", async () => {
    const eventId = await send(3);
    expect(await voidEvent(manager, tenant.id, { eventId, reason: " " })).toMatchObject({
      refusal: { fields: [{ field: "reason", rule: "required" }] },
    });
    await amended(eventId, { metadata: { bytes: 4 } });
    await voided(eventId);
    const timeline = await readTimeline(asUser(tenant.ownerId), tenant.id, {});
    expect(
      timeline.ok && timeline.value.entries.filter(({ action }) => action.startsWith("usage.")),
    ).toMatchObject([
      { action: "usage.void", actorName: "API", after: { eventId, reason, isVoid: true } },
      {
        action: "usage.amend",
        before: { metadata: '{"bytes":3,"region":"eu"}' },
        after: { eventId, reason, metadata: '{"bytes":4}' },
      },
    ]);
  });
});
