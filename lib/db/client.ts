import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "@/drizzle/schema";
import { env } from "@/lib/env";
import { withSafeTransactions } from "./lost-connection";

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

/**
 * Lets the next use open a new pool if `db` is still the present one: of a connection that was lost while it worked,
 * postgres.js keeps what it was told last, and fails whoever has it next. The old pool is left to itself and not ended,
 * as whoever waits for one of its connections would then wait for ever; its connections close when they are idle.
 */
export function renewDatabase(db: Database): void {
  if (holder.chobaDatabase?.db === db) holder.chobaDatabase = undefined;
}

function open() {
  if (!holder.chobaDatabase) {
    const sql = withSafeTransactions(
      postgres(env().DATABASE_URL, {
        max: env().DATABASE_POOL,
        connect_timeout: 5,
        idle_timeout: 60,
        // By itself a pool that lost all its connections at once would wait up to 20 seconds before it tries again.
        backoff: () => 0.1,
        onnotice: () => {},
      }),
    );
    holder.chobaDatabase = { sql, db: drizzle(sql, { schema }) };
  }
  return holder.chobaDatabase;
}
