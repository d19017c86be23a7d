import pg from "pg";
import { env } from "@/lib/env";

/** How long somebody waits for a connection before being told that there is none. */
const patienceMs = 20_000;
const idleMs = 60_000;

/** A pool of connections to Choba's database; `settings` hold on each of them from its first moment. */
export function newPool(most: number, settings: Record<string, string> = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: most,
    connectionTimeoutMillis: patienceMs,
    idleTimeoutMillis: idleMs,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
  });
  // A lost connection tells whoever uses it, and leaves the pool by itself. Without listeners it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}
