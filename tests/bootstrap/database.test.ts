import postgres from "postgres";
import { expect, test } from "vitest";
import { createTestDatabase } from "@/tests/support/database";

test("two test databases do not see each other's tables, and both are removed", async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const [inOne, inTwo] = [postgres(one.url, { max: 1 }), postgres(two.url, { max: 1 })];
  await inOne`CREATE TABLE only_here (id int)`;
  const seen = await inTwo`SELECT to_regclass('only_here') AS found`;
  expect(seen[0]?.found).toBeNull();
  await inOne.end();
  await inTwo.end();
  await one.close();
  await two.close();
  const gone = postgres(one.url, { max: 1 });
  await expect(gone`SELECT 1`).rejects.toThrow(/does not exist/);
  await gone.end();
});
