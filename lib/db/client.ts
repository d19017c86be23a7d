import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import * as schema from "@/drizzle/schema";
import { env } from "@/lib/env";
import { newPool } from "./pool";

export type Database = NodePgDatabase<typeof schema>;

/** One pool per process, also where bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaDatabase?: { db: Database; pool: pg.Pool } };

/** For single statements; what belongs together is a transaction (`./transaction`). */
export function database(): Database {
  return open().db;
}

/**
 * Does `work` with a connection of its own, which then goes back. Drizzle's own way with a pool keeps the connection for
 * good when the very first statement fails, as it does on a connection that has just been lost.
 */
export async function withConnection<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const client = await open().pool.connect();
  try {
    return await work(databaseOn(client));
  } finally {
    client.release();
  }
}

/** A connection's own Drizzle, made once: it works the whole schema through. */
const ofClients = new WeakMap<pg.PoolClient, Database>();

function databaseOn(client: pg.PoolClient): Database {
  const known = ofClients.get(client);
  if (known) return known;
  const made = drizzle(client, { schema });
  ofClients.set(client, made);
  return made;
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
    holder.chobaDatabase = { pool, db: drizzle(pool, { schema }) };
  }
  return holder.chobaDatabase;
}
