import { setTimeout as sleep } from "node:timers/promises";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { env } from "@/lib/env";
import { type Connection, leaseOf } from "./lease";
import { connectedOf, newPool } from "./pool";

export type Database = NodePgDatabase;

/** One pool per process, also where bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaDatabase?: { db: Database; pool: pg.Pool } };

/** For single statements; what belongs together is a transaction (`./transaction`). */
export function database(): Database {
  return open().db;
}

/**
 * Does `work` with a connection of its own, which then goes back and takes no more statements of this work: they would
 * land in the transaction of whoever has it next. Drizzle's own way with a pool knows no such end, and keeps a connection
 * for good when its very first statement fails, as it does on one that has just been lost.
 */
export async function withConnection<T>(
  work: (db: Database) => Promise<T>,
  connection: Connection = { isLost: false },
): Promise<T> {
  const client = await connectedOf(open().pool);
  const lease = leaseOf(client, connection);
  try {
    return await work(drizzle(lease as unknown as pg.PoolClient));
  } finally {
    lease.end();
    // Postgres says goodbye before it hangs up: in between, the pool would give it to the next. The same for one that is
    // still within a transaction, whatever kept it from its end.
    client.release(connection.isLost || client.getTransactionStatus() !== "I");
  }
}

/** How long the end of a process waits for what is still being asked. */
const goodbyeMs = 5_000;

/** Ends the pool; the next use opens a new one. */
export async function closeDatabase(): Promise<void> {
  const opened = holder.chobaDatabase;
  holder.chobaDatabase = undefined;
  if (opened) await Promise.race([opened.pool.end(), sleep(goodbyeMs, undefined, { ref: false })]);
}

function open() {
  if (!holder.chobaDatabase) {
    const pool = newPool(env().DATABASE_POOL);
    holder.chobaDatabase = { pool, db: drizzle(pool) };
  }
  return holder.chobaDatabase;
}
