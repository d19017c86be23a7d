import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { env } from "@/lib/env";
import { isConnectionLost } from "./errors";
import { newPool } from "./pool";

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
export async function withConnection<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const client = await open().pool.connect();
  let isOver = false;
  let isLost = false;
  const lease = {
    query: (...question: Parameters<typeof client.query>) =>
      isOver ? Promise.reject(new Error("The transaction has ended.")) : client.query(...question),
  };
  try {
    return await work(drizzle(lease as unknown as pg.PoolClient));
  } catch (error) {
    isLost = isConnectionLost(error);
    throw error;
  } finally {
    isOver = true;
    // Postgres says goodbye before it hangs up: in between, the pool would give it to the next.
    client.release(isLost);
  }
}

/** Ends the pool; the next use opens a new one. */
export async function closeDatabase(): Promise<void> {
  const opened = holder.chobaDatabase;
  holder.chobaDatabase = undefined;
  await opened?.pool.end();
}

function open() {
  if (!holder.chobaDatabase) {
    const pool = newPool(env().DATABASE_POOL);
    holder.chobaDatabase = { pool, db: drizzle(pool) };
  }
  return holder.chobaDatabase;
}
