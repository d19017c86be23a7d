import { expect, inject, test } from "vitest";
import { reachesDatabase, testProjects } from "@/tests/support/test-projects.mjs";

const { pure, database } = testProjects();

test("each test file belongs to one project", () => {
  expect(pure.length).toBeGreaterThan(80);
  expect(database.length).toBeGreaterThan(80);
  expect(pure.filter((file) => database.includes(file))).toEqual([]);
});

test("pure ones cannot reach a database: neither its pool nor whoever starts one or asks for the tests'", () => {
  for (const door of ["lib/db/client.ts", "tests/support/use-database.ts", "tests/support/world.ts"])
    expect(reachesDatabase(door), door).toBe(true);
  expect(pure.filter(reachesDatabase)).toEqual([]);
  expect(pure).toContain("lib/domain/pricing/discount.test.ts");
  expect(database).toContain("tests/access/role-table.test.ts");
});

test("a pure test is given no database: this is one", () => {
  expect(pure).toContain("tests/architecture/test-projects.test.ts");
  expect(process.env.DATABASE_URL).toBe("");
  expect(inject("clusterUrl" as never)).toBe(undefined);
});
