import { setTimeout as sleep } from "node:timers/promises";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { env } from "@/lib/env";
import { closeKnownEpoch } from "./known-epoch";
import { type Connection, leaseOf } from "./lease";
import { connectedOf, newPool } from "./pool";

export type Database = NodePgDatabase;

/** One pool per process, even if bundles load this module more than once. */
const holder = globalThis as typeof globalThis & {
  chobaDatabase?: { db: Database; pool: pg.Pool };
  chobaLimits?: Database & { $client: pg.Pool };
};

/** For single statements. Statements that belong together need a transaction (`./transaction`). */
export function database(): Database {
  return open().db;
}

/** Connections of their own for counting callers: a flood of strangers takes none away from pages. */
const limitConnections = 2;

/** For the single statements that count callers. It has the staff role from its first moment. */
export function limitsDatabase(): Database {
  holder.chobaLimits ??= drizzle(newPool(limitConnections, { role: "choba_staff" }));
  return holder.chobaLimits;
}

/**
 * Runs `work` with a connection of its own. The connection then goes back to the pool and takes no more
 * statements of this work, because they would run in the next user's transaction. Drizzle's own use of a pool
 * does not prevent that. It also keeps a connection for ever if its first statement fails, as on a connection
 * that was just lost. `opening`: see `leaseOf`.
 */
export async function withConnection<T>(
  work: (db: Database) => Promise<T>,
  connection: Connection = { isLost: false },
  opening?: string,
): Promise<T> {
  const client = await connectedOf(open().pool);
  const lease = leaseOf(client, connection, opening);
  try {
    return await work(drizzle(lease as unknown as pg.PoolClient));
  } finally {
    lease.end();
    // Postgres reports the end before it closes the connection. In between, the pool would lend the
    // connection again, so it is discarded. A connection that is still within a transaction is discarded as
    // well.
    client.release(connection.isLost || client.getTransactionStatus() !== "I");
  }
}

/** How long the end of a process waits for running queries. */
const goodbyeMs = 5_000;

/** Ends the pools and the connection that watches for changes; the next use opens new ones. */
export async function closeDatabase(): Promise<void> {
  const pools = [holder.chobaDatabase?.pool, holder.chobaLimits?.$client];
  holder.chobaDatabase = undefined;
  holder.chobaLimits = undefined;
  const ended = Promise.all([...pools.map((pool) => pool?.end()), closeKnownEpoch()]);
  await Promise.race([ended, sleep(goodbyeMs, undefined, { ref: false })]);
}

function open() {
  if (!holder.chobaDatabase) {
    const pool = newPool(env().DATABASE_POOL);
    holder.chobaDatabase = { pool, db: drizzle(pool) };
  }
  return holder.chobaDatabase;
}
