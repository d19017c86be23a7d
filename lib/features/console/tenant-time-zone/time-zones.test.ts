import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { acrossTenants } from "@/lib/db/transaction";
import { timeZoneName } from "@/lib/features/people/tenants/tenant-rules";
import { useDatabase } from "@/tests/support/use-database";

useDatabase();

test("every zone that a tenant may have is known to Postgres, which reads the months of lists by it", async () => {
  const rows = (
    await acrossTenants((tx) =>
      tx.execute<{ name: string }>(sql`select lower(name) as name from pg_timezone_names`),
    )
  ).rows;
  const known = new Set(rows.map(({ name }) => name));
  const offered = Intl.supportedValuesOf("timeZone").filter((zone) => timeZoneName.safeParse(zone).success);
  expect(offered.length).toBeGreaterThan(400);
  expect(offered.filter((zone) => !known.has(zone.toLowerCase()))).toEqual([]);
});

test("an offset is no zone: Postgres counts it in the other direction", () => {
  for (const offset of ["+09:00", "-05:00", "09:00", ""])
    expect(timeZoneName.safeParse(offset).success).toBe(false);
  expect(timeZoneName.safeParse("Asia/Tokyo").success).toBe(true);
});
