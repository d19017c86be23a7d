import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { users } from "@/drizzle/schema";
import { env } from "@/lib/env";
import { useDatabase } from "@/tests/support/use-database";
import { database } from "./client";
import { newId } from "./ids";
import { acrossTenants, type Transaction } from "./transaction";

useDatabase();

const pidOf = async (tx: Transaction): Promise<number> => {
  const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return rows[0]?.pid ?? 0;
};
const kill = (pid: number) => database().execute(sql`select pg_terminate_backend(${pid}, 5000)`);
const pidsOfAll = () => Promise.all(Array.from({ length: env().DATABASE_POOL }, () => acrossTenants(slowly)));
const slowly = async (tx: Transaction): Promise<number> => {
  await tx.execute(sql`select pg_sleep(0.05)`);
  return pidOf(tx);
};
const newUser = (name: string) => ({
  id: newId("user"),
  email: `${newId("user")}@lost.example`,
  name,
  locale: "en" as const,
  createdAt: new Date("2026-11-01T00:00:00Z"),
});
const named = (name: string) =>
  acrossTenants((tx) => tx.select({ name: users.name }).from(users).where(sql`${users.name} = ${name}`));

test("connections that the database ended while nobody used them are replaced without anybody noticing", async () => {
  for (let round = 0; round < 3; round++) {
    for (const pid of new Set(await pidsOfAll())) await kill(pid).catch(() => {});
    expect(await acrossTenants(pidOf)).toBeGreaterThan(0);
  }
  expect(await pidsOfAll()).toHaveLength(env().DATABASE_POOL);
});

test("a transaction whose connection is lost fails whole, and what it goes on to say lands in no other's", async () => {
  let goOn = () => {};
  const others = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let late: Promise<unknown> | undefined;
  const lost = acrossTenants(async (tx) => {
    await tx.insert(users).values(newUser("before"));
    await kill(await pidOf(tx));
    late = others.then(() => tx.insert(users).values(newUser("after")));
    await tx.insert(users).values(newUser("between"));
  });
  await expect(lost).rejects.toThrow();
  // Others use the pool, on a new connection in the place of the lost one, while the lost transaction goes on.
  await acrossTenants(async (tx) => {
    await tx.insert(users).values(newUser("other"));
    goOn();
    await expect(late).rejects.toThrow();
  });
  expect(await named("other")).toHaveLength(1);
  for (const name of ["before", "between", "after"]) expect(await named(name)).toEqual([]);
});

test("as many losses as there are connections leave the pool as large as it was", async () => {
  for (let round = 0; round < env().DATABASE_POOL + 2; round++) {
    const lost = acrossTenants(async (tx) => {
      await kill(await pidOf(tx));
      return pidOf(tx);
    });
    await expect(lost).rejects.toThrow();
  }
  expect(await pidsOfAll()).toHaveLength(env().DATABASE_POOL);
});
