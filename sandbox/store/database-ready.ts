import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";

const patienceMs = 60_000;

/** Waits until the database accepts connections. Throws the last error after a minute. */
export async function databaseReady(url: string): Promise<void> {
  for (const since = Date.now(); ; await sleep(200)) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`SELECT 1`;
      return;
    } catch (error) {
      if (Date.now() - since > patienceMs) throw error;
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}
