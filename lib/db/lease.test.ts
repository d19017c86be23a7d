import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { forgetEnvironment } from "@/lib/env";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { asSystem, makeTenant } from "@/tests/support/factories";
import { refuseTwoAtOnce } from "@/tests/support/one-at-a-time";
import { useDatabase } from "@/tests/support/use-database";
import { closeIngestConnection, ingest } from "./ingest";
import { acrossTenants, inTenant, type Transaction } from "./transaction";

useDatabase({ DATABASE_POOL: "1" });
// One of the works below still queries after its transaction has ended.
process.off("warning", refuseTwoAtOnce);

const one = (tx: Transaction) => tx.execute(sql`select 1`);
const broken = (tx: Transaction) => tx.execute(sql`select 1 / 0`);
const pidOf = async (tx: Transaction) =>
  (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)).rows[0]?.pid;
const nameOf = (id: string) =>
  acrossTenants((tx) =>
    tx
      .select({ name: tenants.name })
      .from(tenants)
      .where(eq(tenants.id, id as `ten_${string}`)),
  );

test("a transaction with a failed statement does not succeed, even if the work ignores the failure", async () => {
  const { id } = await makeTenant();
  const before = await nameOf(id);
  const result = inTenant(id, async (tx) => {
    await tx.update(tenants).set({ name: "Lost" }).where(eq(tenants.id, id));
    await broken(tx).catch(() => {});
  });
  await expect(result).rejects.toMatchObject({ cause: { code: "22012" } });
  expect(await nameOf(id)).toEqual(before);
});

test("within a savepoint a statement may fail, and the rest is kept", async () => {
  const { id } = await makeTenant();
  await inTenant(id, async (tx) => {
    await tx.transaction((inner) => broken(inner as Transaction)).catch(() => {});
    await tx.update(tenants).set({ name: "Kept" }).where(eq(tenants.id, id));
  });
  expect(await nameOf(id)).toEqual([{ name: "Kept" }]);
});

test("code that continues after the work has failed changes nothing any more", async () => {
  const { id } = await makeTenant();
  const before = await nameOf(id);
  let beside: Promise<unknown> | undefined;
  const work = acrossTenants(async (tx) => {
    beside = one(tx)
      .then(() => tx.update(tenants).set({ name: "On its own" }).where(eq(tenants.id, id)))
      .then(
        () => "written",
        () => "refused",
      );
    throw new Error("no");
  });
  await expect(work).rejects.toThrow("no");
  expect(await beside).toBe("refused");
  expect(await nameOf(id)).toEqual(before);
});

test("an error of another connection is not ours: nothing is run again, and our connection is kept", async () => {
  const { id } = await makeTenant();
  const pids: unknown[] = [];
  const away = Object.assign(new Error("An error occurred with our connection to Stripe."), {
    code: "ECONNRESET",
  });
  const read = useCase(tenant("tenant.view"), {
    input: z.strictObject({}),
    async read({ tx }) {
      pids.push(await pidOf(tx));
      throw away;
    },
  });
  await expect(read(asSystem(), id, {})).rejects.toBe(away);
  expect(pids).toEqual([await acrossTenants(pidOf)]);
});

test("usage is written with its own role, whatever options the database's URL has", async () => {
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.searchParams.set("options", "-c application_name=ours");
  process.env.DATABASE_URL = url.href;
  forgetEnvironment();
  await closeIngestConnection();
  const text = "select current_user as role, current_setting('application_name') as name";
  expect(await ingest(text, [])).toEqual([{ role: "choba_ingest", name: "ours" }]);
});

test("a value that Postgres refuses does not discard the connection", async () => {
  const pid = () => ingest<{ pid: number }>("select pg_backend_pid() as pid", []);
  const before = await pid();
  await expect(ingest("select $1::text::int", ["one"])).rejects.toMatchObject({ code: "22P02" });
  expect(await pid()).toEqual(before);
});
