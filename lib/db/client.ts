import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "@/drizzle/schema";
import { env } from "@/lib/env";

export type Database = PostgresJsDatabase<typeof schema>;

/** One pool per process, also where bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaDatabase?: { db: Database; sql: postgres.Sql } };

export function database(): Database {
  return open().db;
}

/** Ends the pool; the next use opens a new one. */
export async function closeDatabase(): Promise<void> {
  const opened = holder.chobaDatabase;
  holder.chobaDatabase = undefined;
  await opened?.sql.end({ timeout: 5 });
}

function open() {
  if (!holder.chobaDatabase) {
    const sql = postgres(env().DATABASE_URL, {
      max: env().DATABASE_POOL,
      connect_timeout: 5,
      idle_timeout: 60,
      onnotice: () => {},
    });
    holder.chobaDatabase = { sql, db: drizzle(sql, { schema }) };
  }
  return holder.chobaDatabase;
}
