import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { env } from "@/lib/env";
import { isConnectionLost } from "./errors";

/** How long a caller waits for a connection before it gets an error. */
const patienceMs = 20_000;
const idleMs = 60_000;
/** How long a caller waits for a database that accepts no connections: about as long as a restart takes. */
const restartMs = 6_000;

/** A pool of connections to Choba's database. `settings` hold on each of them from its first moment. */
export function newPool(most: number, settings: Record<string, string> = {}): pg.Pool {
  const pool = new pg.Pool({
    ...connectionOptions(settings),
    max: most,
    connectionTimeoutMillis: patienceMs,
    idleTimeoutMillis: idleMs,
  });
  // A lost connection reports an error to its user and leaves the pool by itself. Without a listener the
  // error would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** How to reach Choba's database. `settings` hold on the connection from its first moment. */
export const connectionOptions = (settings: Record<string, string>) => ({
  connectionString: urlWith(env().DATABASE_URL, settings),
  // Notices a peer that has gone away without closing the connection.
  keepAlive: true,
  keepAliveInitialDelayMillis: idleMs,
});

/** A connection of the pool, which the caller must give back. Waits while the database restarts. */
export async function connectedOf(pool: pg.Pool): Promise<pg.PoolClient> {
  for (const startedAt = performance.now(); ; await sleep(200)) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isConnectionLost(error) || performance.now() - startedAt > restartMs) throw error;
    }
  }
}

/**
 * The settings go into the URL. A separate `options` would replace those of the URL, and lose a role that the
 * URL names.
 */
function urlWith(databaseUrl: string, settings: Record<string, string>): string {
  const own = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  if (own.length === 0) return databaseUrl;
  const url = new URL(databaseUrl);
  const theirs = url.searchParams.get("options");
  url.searchParams.set("options", [...(theirs ? [theirs] : []), ...own].join(" "));
  return url.href;
}
