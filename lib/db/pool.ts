import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { env } from "@/lib/env";
import { isConnectionLost } from "./errors";

/** How long somebody waits for a connection before being told that there is none. */
const patienceMs = 20_000;
const idleMs = 60_000;
/** How long somebody waits for a database that takes nobody at the moment: about as long as it needs to start anew. */
const restartMs = 6_000;

/** A pool of connections to Choba's database; `settings` hold on each of them from its first moment. */
export function newPool(most: number, settings: Record<string, string> = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: urlWith(env().DATABASE_URL, settings),
    max: most,
    connectionTimeoutMillis: patienceMs,
    idleTimeoutMillis: idleMs,
    // Whoever went away without a word is noticed.
    keepAlive: true,
    keepAliveInitialDelayMillis: idleMs,
  });
  // A lost connection tells whoever uses it, and leaves the pool by itself. Without listeners it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** A connection of the pool, which is to be given back. Waits while the database is being started anew. */
export async function connectedOf(pool: pg.Pool): Promise<pg.PoolClient> {
  for (const startedAt = performance.now(); ; await sleep(200)) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isConnectionLost(error) || performance.now() - startedAt > restartMs) throw error;
    }
  }
}

/** Within the URL, since `options` there would be the only ones that count, and a role that ours name would be left out. */
function urlWith(databaseUrl: string, settings: Record<string, string>): string {
  const own = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  if (own.length === 0) return databaseUrl;
  const url = new URL(databaseUrl);
  const theirs = url.searchParams.get("options");
  url.searchParams.set("options", [...(theirs ? [theirs] : []), ...own].join(" "));
  return url.href;
}
