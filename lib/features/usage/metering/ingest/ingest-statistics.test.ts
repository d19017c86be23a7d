import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { ingestMinutes } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { readIngestHealth } from "@/lib/features/console/ingest-health/ingest-health";
import { asUser, makeUser, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { flushIngestStatistics, noteIngest } from "./ingest-statistics";

useDatabase();

const note = (uncountedNames: string[]) =>
  noteIngest({ at: testNow, new: [], known: 0, conflicts: 0, rejectedRules: [], uncountedNames, unread: [] });
const stored = () =>
  acrossTenants((tx) => tx.select().from(ingestMinutes).where(eq(ingestMinutes.outcome, "uncounted")));

test("of a flood of names a minute keeps the few with most events, and adds the others up", async () => {
  const flood = (wave: number) => Array.from({ length: 300 }, (_, n) => `noise.${wave}.${n}`);
  const often = Array.from({ length: 50 }, () => "report.exported");
  for (const wave of [1, 2, 3]) {
    note([...flood(wave), ...often]);
    await flushIngestStatistics();
  }
  const rows = await stored();
  expect(rows).toHaveLength(21);
  expect(rows.reduce((sum, { events }) => sum + events, 0)).toBe(3 * 350);
  const health = await readIngestHealth(asUser(await makeUser("support"), "support"), {});
  const names = health.ok ? health.value.uncountedNames : [];
  expect(names).toHaveLength(20);
  expect(names[0]).toMatchObject({ name: "report.exported", events: 150 });
  expect(names.map(({ name }) => name)).not.toContain("");
});
