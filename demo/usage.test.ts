import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { activeDays } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { readMauHistory } from "@/lib/features/billing/usage/read-mau-history";
import { readDailyUsers } from "@/lib/features/usage/mau/read-daily-users";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { asKey, makeTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { seedUsage } from "./usage";

useDatabase();

test("the demo's running month has daily counts, and each of its users was active on at least one day", async () => {
  const { id } = await makeTenant();
  const usage = { mau: 200, registered: { rp: 1, user: 1 } };
  for (const _ of [1, 2]) await seedUsage(id, testNow, "Asia/Tokyo", usage);
  const read = await readDailyUsers(asKey(["read"]), id, { month: "2026-11" });
  const days = read.ok ? read.value.days : [];
  const active = days.filter(({ users }) => users > 0);
  expect(active.map(({ day }) => day)).toEqual(days.slice(0, 20).map(({ day }) => day));
  expect(Math.max(...active.map(({ users }) => users))).toBeLessThan(200);
  const [seen] = await acrossTenants((tx) =>
    tx
      .select({ users: sql<string>`count(distinct ${activeDays.userKey})`, rows: sql<string>`count(*)` })
      .from(activeDays)
      .where(eq(activeDays.tenantId, uuidOf(id))),
  );
  expect(seen).toEqual({ users: "200", rows: String(active.reduce((sum, { users }) => sum + users, 0)) });
  const mau = await readMauHistory(asKey(["read"]), id, { months: 1 });
  expect(mau).toMatchObject({ value: { months: [{ users: 200 }] } });
});
