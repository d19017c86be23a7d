import { beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/features/foundation/context/context";
import { asUser, makePlan, makeUser } from "@/tests/support/factories";
import { fillTenants } from "@/tests/support/many-tenants";
import { useDatabase } from "@/tests/support/use-database";
import { exportTenants } from "./export-tenants";
import { listTenants } from "./list-tenants";

useDatabase();

const many = 1_234;
let staff: Context;
beforeAll(async () => {
  staff = asUser(await makeUser("support"), "support");
  await fillTenants(many, await makePlan({ key: "free", rank: 0, limits: { monthlyActiveUsers: 100 } }));
});

test.each([undefined, "name", "mau", "share", "license", "ends", "created"])(
  "the pages ordered by %s hold every tenant once",
  async (column) => {
    const seen = new Set<string>();
    const sort = column ? { column, direction: "desc" as const } : undefined;
    for (let page = 1; page <= 25; page++) {
      const answer = await listTenants(staff, { sort, page });
      if (!answer.ok) throw new Error(answer.refusal.code);
      expect(answer.value.total).toBe(many);
      for (const { id } of answer.value.rows) seen.add(id);
    }
    expect(seen.size).toBe(many);
  },
);

test("the file holds every tenant once", async () => {
  const answer = await exportTenants(staff, {});
  if (!answer.ok) throw new Error(answer.refusal.code);
  const ids: string[] = [];
  for await (const batch of answer.value) ids.push(...batch.map(({ id }) => id));
  expect([ids.length, new Set(ids).size]).toEqual([many, many]);
});
