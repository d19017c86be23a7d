import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { staff, tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { asSystem, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { sqlState } from "./errors";
import { acrossTenants, inSnapshot, inTenant, type Transaction } from "./transaction";

useDatabase();

const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error("It should have failed.")),
    (error: Error) => error,
  );

const transactions: [
  name: string,
  open: (work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>,
][] = [
  ["a tenant's", (work) => inTenant("ten_unheard", work)],
  ["staff's", acrossTenants],
  ["a snapshot", inSnapshot],
];

test.each(transactions)(
  "a failed query of %s transaction keeps its cause and shows no value",
  async (_, open) => {
    const error = await failure(open((tx) => tx.execute(sql`select ${"Secret"}::text from mislaid`)));
    expect(sqlState(error)).toBe("42P01");
    expect(error).toMatchObject({
      message: expect.stringContaining("from mislaid"),
      cause: { code: "42P01" },
    });
    expect(`${error} ${error.stack} ${inspect(error, { depth: null })}`).not.toContain("Secret");
  },
);

test("a row that Postgres quotes is not shown either", async () => {
  const error = await failure(
    acrossTenants(async (tx) => {
      await tx.execute(sql`create temporary table kept (name text primary key) on commit drop`);
      for (let count = 0; count < 2; count++) await tx.execute(sql`insert into kept values (${"Secret"})`);
    }),
  );
  expect(error.cause).toMatchObject({ code: "23505" });
  expect(inspect(error, { depth: null })).not.toContain("Secret");
});

test("the error of another copy of Drizzle, as a bundle brings one, shows no value either", async () => {
  class Other extends Error {
    query = "select $1";
    params = ["Secret"];
  }
  const cause = new Error("no");
  const error = await failure(acrossTenants(() => Promise.reject(new Other("params: Secret", { cause }))));
  expect(error.cause).toBe(cause);
  expect(inspect(error, { depth: null })).not.toContain("Secret");
});

test("other errors are passed on unchanged", async () => {
  class Own extends Error {}
  expect(await failure(acrossTenants(() => Promise.reject(new Own())))).toBeInstanceOf(Own);
});

test.each(["40P01", "40001"])(
  "a transaction that Postgres ends because of another one (%s) asks the caller to try again",
  async (code) => {
    const { id } = await makeTenant();
    const run = ({ tx }: { tx: Transaction }) =>
      tx.execute(sql.raw(`do $$ begin raise exception 'in the way' using errcode = '${code}'; end $$`));
    const input = z.strictObject({});
    const busy = { ok: false, refusal: { code: "busy" } };
    expect(await useCase(tenant("tenant.view"), { input, write: run })(asSystem(), id, {})).toMatchObject(
      busy,
    );
    expect(await useCase(staff("tenants.list"), { input, write: run })(asSystem(), {})).toMatchObject(busy);
  },
);
