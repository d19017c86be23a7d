import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { charges } from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { acrossTenants } from "@/lib/db/transaction";
import { asSystem, makeTenant, type TestTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { refreshWhatWaits } from "./refresh-what-waits";

useDatabase();

const minuteMs = 60_000;
const at = (minutes: number) => new Date(testNow.getTime() + minutes * minuteMs);

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await makeTenant();
});

const openCharge = (name: string, createdAt: Date) =>
  acrossTenants((tx) =>
    tx.insert(charges).values({
      tenantId: tenant.id,
      id: `chg_${name}`,
      kind: "order",
      state: "open",
      promise: {} as never,
      currency: "JPY",
      totalMinor: 100n,
      openMinor: 100n,
      stripeInvoiceId: `in_${name}`,
      createdAt,
    }),
  );

/** The invoices that are read after a sweep at this time. */
async function readAt(now: Date, limit = 10): Promise<string[]> {
  await database().execute(sql`delete from graphile_worker._private_jobs`);
  await acrossTenants((tx) => refreshWhatWaits(tx, asSystem(now), limit));
  const { rows } = await database().execute<{ id: string }>(
    sql`select payload->>'stripeInvoiceId' as id from graphile_worker._private_jobs order by 1`,
  );
  return rows.map(({ id }) => id);
}

test("a young invoice is read every minute, an old one within the hour", async () => {
  await openCharge("young", at(-2));
  await openCharge("old", at(-30 * 24 * 60));
  expect(await readAt(at(0))).toEqual(["in_old", "in_young"]);
  expect(await readAt(at(0.5))).toEqual([]);
  expect(await readAt(at(1))).toEqual(["in_young"]);
  expect(await readAt(at(59))).toEqual(["in_young"]);
  expect(await readAt(at(60))).toEqual(["in_old"]);
});

test("with more of them than one sweep takes, each has its turn", async () => {
  const first = await readAt(at(10_000), 1);
  const second = await readAt(at(10_000), 1);
  expect([...first, ...second].sort()).toEqual(["in_old", "in_young"]);
  expect(await readAt(at(10_000), 1)).toEqual([]);
});
