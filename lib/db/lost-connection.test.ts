import { execFileSync } from "node:child_process";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { tenants, users } from "@/drizzle/schema";
import { staff, tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { asSystem, makeTenant } from "@/tests/support/factories";
import { refuseTwoAtOnce } from "@/tests/support/one-at-a-time";
import { useDatabase } from "@/tests/support/use-database";
import { database } from "./client";
import { newId } from "./ids";
import { acrossTenants, inTenant, type Transaction } from "./transaction";

// One of the works below runs several queries at once. The test must not hang because of it.
process.off("warning", refuseTwoAtOnce);

const pool = 5;
useDatabase({ DATABASE_POOL: String(pool) });

const url = () => process.env.DATABASE_URL ?? "";
const endAll = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

/** Postgres ends every connection to this database, as it does when it is stopped. */
async function loseAll(): Promise<void> {
  const admin = postgres(url(), { max: 1 });
  await admin.unsafe(endAll);
  await admin.end();
}

/** The same while this process is too busy to notice. */
function loseAllUnnoticed(): void {
  const script = `import postgres from "postgres"; const sql = postgres(process.argv[1], { max: 1 });
    await sql.unsafe(process.argv[2]); await sql.end();`;
  execFileSync(process.execPath, ["--input-type=module", "-e", script, url(), endAll]);
}

/** Resolves once so many connections are within a transaction and do this: run `waiting`, or nothing. */
async function doing(what: "waiting" | "nothing", connections: number): Promise<void> {
  const admin = postgres(url(), { max: 1 });
  const those = what === "waiting" ? admin`wait_event = 'PgSleep'` : admin`state = 'idle in transaction'`;
  await vi.waitFor(async () => {
    const [row] = await admin`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and xact_start is not null and ${those}`;
    expect(row?.n).toBe(connections);
  }, limitMs(30_000));
  await admin.end();
}

const one = (tx: Transaction) => tx.execute(sql`select ${1}::int as n`);
/** Twice as many transactions at once as there are connections. */
async function allRespond(): Promise<void> {
  for (let round = 0; round < 2; round++) {
    const results = await Promise.all(
      Array.from({ length: pool }, () =>
        acrossTenants(async (tx) => {
          await tx.execute(sql`select pg_sleep(0.05)`);
          return one(tx);
        }),
      ),
    );
    expect(results).toHaveLength(pool);
  }
}
const waiting = (tx: Transaction) => tx.execute(sql`select pg_sleep(${60}::int)`);

describe("every connection is lost", () => {
  type Work = (tx: Transaction, lost: Promise<unknown>) => Promise<unknown>;
  const works: [name: string, work: Work, is: "waiting" | "nothing"][] = [
    ["during a question", waiting, "waiting"],
    [
      "during one while others wait behind it",
      (tx) => Promise.all([waiting(tx), one(tx), one(tx)]),
      "waiting",
    ],
    [
      "during one, and its failure is not taken for the end",
      (tx) => waiting(tx).catch(() => one(tx)),
      "waiting",
    ],
    ["in a savepoint", (tx) => tx.transaction((inner) => waiting(inner as Transaction)), "waiting"],
    [
      "between two queries",
      async (tx, lost) => {
        await one(tx);
        await lost;
        return one(tx);
      },
      "nothing",
    ],
    ["before its end", (_tx, lost) => lost, "nothing"],
  ];
  test.each(works)("%s: all of them fail, and each works again", async (_, work, is) => {
    let areLost = () => {};
    const lost = new Promise<void>((resolve) => {
      areLost = resolve;
    });
    let begun = 0;
    const results = Promise.allSettled(
      Array.from({ length: pool }, () =>
        acrossTenants((tx) => {
          begun++;
          return work(tx, lost);
        }),
      ),
    );
    // Work that has not begun would be run again.
    await vi.waitFor(() => expect(begun).toBe(pool), limitMs(30_000));
    await doing(is, pool);
    await loseAll();
    areLost();
    expect((await results).map(({ status }) => status)).toEqual(Array(pool).fill("rejected"));
    await allRespond();
  });

  test("while nothing runs: the next queries succeed", async () => {
    await allRespond();
    await loseAll();
    await allRespond();
  });

  test("unnoticed: work that had not begun begins again, even if it writes", async () => {
    const { id } = await makeTenant();
    await allRespond();
    loseAllUnnoticed();
    const rename = (name: string) =>
      inTenant(id, (tx) => tx.update(tenants).set({ name }).where(eq(tenants.id, id)));
    await Promise.all(Array.from({ length: pool }, (_, index) => rename(`Name ${index}`)));
    await allRespond();
  });
});

test("a read is run again, once; work that may write is not", async () => {
  const { id } = await makeTenant();
  const input = z.strictObject({});
  let runs = 0;
  const run = async ({ tx }: { tx: Transaction }) => {
    runs += 1;
    if (runs === 1) await waiting(tx);
    return (await one(tx)).rows[0];
  };
  const askedOnceMore = async (ask: () => Promise<unknown>) => {
    runs = 0;
    const result = ask().catch(() => "failed");
    await doing("waiting", 1);
    await loseAll();
    return [await result, runs];
  };
  const found = { ok: true, value: { n: 1 } };
  const read = useCase(tenant("tenant.view"), { input, read: run });
  const readDesk = useCase(staff("tenants.list"), { input, read: run });
  const change = useCase(tenant("tenant.view"), { input, write: run });
  expect(await askedOnceMore(() => read(asSystem(), id, {}))).toEqual([found, 2]);
  expect(await askedOnceMore(() => readDesk(asSystem(), {}))).toEqual([found, 2]);
  expect(await askedOnceMore(() => change(asSystem(), id, {}))).toEqual(["failed", 1]);
});

test("a query after the transaction's end is not sent", async () => {
  const kept: Transaction[] = [];
  await acrossTenants(async (tx) => {
    kept.push(tx);
    await one(tx);
  });
  for (const tx of kept) await expect(one(tx)).rejects.toThrow();
});

const pidOf = async (tx: Transaction): Promise<number> => {
  const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return rows[0]?.pid ?? 0;
};
const lose = (pid: number) => database().execute(sql`select pg_terminate_backend(${pid}, 5000)`);
const newUser = (name: string) => ({
  id: newId("user"),
  email: `${newId("user")}@lost.example`,
  name,
  locale: "en" as const,
  createdAt: new Date("2026-11-01T00:00:00Z"),
});
const named = (name: string) =>
  acrossTenants((tx) => tx.select({ name: users.name }).from(users).where(eq(users.name, name)));

test("queries after a lost connection do not run in another transaction", async () => {
  let goOn = () => {};
  const others = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let late: Promise<unknown> | undefined;
  const lost = acrossTenants(async (tx) => {
    await tx.insert(users).values(newUser("before"));
    await lose(await pidOf(tx));
    late = others.then(() => tx.insert(users).values(newUser("after")));
    await tx.insert(users).values(newUser("between"));
  });
  await expect(lost).rejects.toThrow();
  await acrossTenants(async (tx) => {
    await tx.insert(users).values(newUser("other"));
    goOn();
    await expect(late).rejects.toThrow();
  });
  expect(await named("other")).toHaveLength(1);
  for (const name of ["before", "between", "after"]) expect(await named(name)).toEqual([]);
});

test("losing more connections than the pool has leaves its size unchanged", async () => {
  for (let round = 0; round < pool + 2; round++) {
    const lost = acrossTenants(async (tx) => {
      await lose(await pidOf(tx));
      return pidOf(tx);
    });
    await expect(lost).rejects.toThrow();
  }
  await allRespond();
});
