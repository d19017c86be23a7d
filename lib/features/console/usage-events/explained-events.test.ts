import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acrossTenants } from "@/lib/db/transaction";
import type { Result } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { archiveEvents } from "@/lib/features/usage/metering/archive/archive-events";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { changePoint } from "@/lib/features/usage/metering/points/change-point";
import { makeUnit } from "@/tests/metering/units";
import { asKey, asSystem, asUser, makeKey, makeTenant, makeUser, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { readEvent } from "./read-event";
import { searchEvents } from "./search-events";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_explained", STRIPE_WEBHOOK_SECRET: "whsec_explained" });

const granted = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const staff = async () => asUser(await makeUser("support"), "support");

let directory: string;
beforeAll(async () => {
  await makeUnit({ unitName: "storage", aggregation: "max", property: "gb" });
  directory = await mkdtemp(path.join(os.tmpdir(), "choba-explained-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test("a value at a timestamp tells its unit, second, what was done, what it became and by whom", async () => {
  const tenant = await makeTenant();
  const { keyId } = await makeKey("ingest");
  const timestamp = testNow.getTime() / 1000 - 60;
  const change = async (method: "direct" | "sub" | "delete", count: string, secondsLater: number) => {
    const ctx: Context = {
      actor: { kind: "api_key", keyId, scopes: ["ingest"], tenantIds: null },
      now: new Date(testNow.getTime() + secondsLater * 1000),
      requestId: "req-test",
    };
    granted(await changePoint(ctx, tenant.id, { unitName: "storage", timestamp, method, count }));
    return ctx;
  };
  await change("direct", "30", 0);
  const known = await change("sub", "12.5", 1);
  await acrossTenants((tx) => recordAudit(tx, known, tenant.id, { action: "usage.repair" }));
  await change("delete", "0", 2);
  const ctx = await staff();
  const { rows } = granted(
    await searchEvents(ctx, { tenant: tenant.slug, eventName: "choba.point:storage" }),
  );
  const events = await Promise.all(
    rows.map(async ({ eventKey }) => granted(await readEvent(ctx, { tenant: tenant.id, eventKey }))),
  );
  const unit = { unitName: "storage", unit: { displayName: { en: "storage" } } };
  expect(events.map(({ point }) => point)).toMatchObject([
    { ...unit, method: "delete", count: null, value: null },
    { ...unit, method: "sub", count: "12.5", value: "17.5", by: "test" },
    { ...unit, method: "direct", count: "30", value: "30" },
  ]);
  expect(new Set(events.map(({ occurredAt }) => Date.parse(occurredAt) / 1000))).toEqual(
    new Set([timestamp]),
  );
});

test("for the id of an archived event the page says that it was accepted, and in which file it is", async () => {
  const [one, other] = [await makeTenant(), await makeTenant()];
  const [random, ordered] = [`order ${uuid()}`, uuid({ msecs: Date.parse("2026-06-10T00:00:00Z") })];
  const send = (slug: string, event_id: string, timestamp: string) =>
    ingestEvents(asKey(["ingest"]), {
      events: [{ event_id, customer_id: slug, event_name: "measured", timestamp, metadata: { gb: 1 } }],
    });
  granted(await send(one.slug, random, "2026-05-31T23:59:59Z"));
  granted(await send(one.slug, ordered, "2026-06-10T00:00:00Z"));
  granted(await send(other.slug, random, "2026-11-10T00:00:00Z"));
  granted(await archiveEvents(asSystem(), { keepMonths: 3, directory }, () => {}));

  const ctx = await staff();
  const look = async (eventId: string, tenant = "") =>
    granted(await searchEvents(ctx, { eventId, ...(tenant && { tenant }) }));
  expect(await look(ordered)).toMatchObject({
    rows: [],
    archived: [
      {
        tenant: { slug: one.slug },
        eventId: ordered,
        month: "2026-06",
        file: "usage-events-2026-06.ndjson.gz",
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        frozenAt: testNow.toISOString(),
      },
    ],
  });
  // The same id of another tenant is another event, and not archived.
  expect(await look(random)).toMatchObject({
    rows: [{ tenant: { slug: other.slug } }],
    archived: [{ tenant: { slug: one.slug }, month: "2026-05" }],
  });
  expect(await look(random, other.slug)).toMatchObject({ rows: [{ eventId: random }], archived: [] });
  expect(await look("never sent")).toMatchObject({ rows: [], archived: [] });
});
