import type pg from "pg";
import { isConnectionLost } from "./errors";
import { connectedOf, newPool } from "./pool";
import { prepared } from "./prepared";

/** Writes under way at the same time in one process. More would only wait for each other's locks. */
export const ingestLanes = 3;

const holder = globalThis as typeof globalThis & { chobaIngest?: pg.Pool };

/**
 * Runs one statement on a connection that has the ingest role from its first moment, so that a write of usage
 * is one statement and one round trip. The role may write events and rollups of all tenants and read none of
 * them. `text` must be a constant.
 */
export async function ingest<Row extends pg.QueryResultRow>(
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const client = await connectedOf(open());
  let isLost = false;
  try {
    return (await client.query<Row>(prepared(text, values))).rows;
  } catch (error) {
    isLost = isConnectionLost(error);
    throw error;
  } finally {
    // `pool.query` would discard a connection after any error, with its planned statements, even after one
    // bad value.
    client.release(isLost);
  }
}

function open(): pg.Pool {
  if (!holder.chobaIngest) {
    // The statement is planned once for all values, because they are only read and do not change the plan.
    holder.chobaIngest = newPool(ingestLanes, {
      role: "choba_ingest",
      plan_cache_mode: "force_generic_plan",
    });
    holder.chobaIngest.on("remove", () => {
      for (const listener of lostListeners) listener();
    });
  }
  return holder.chobaIngest;
}

const lostListeners = new Set<() => void>();

/**
 * Calls `listener` whenever one of these connections ends. The next connection may reach another database.
 */
export function onIngestConnectionLost(listener: () => void): void {
  lostListeners.add(listener);
}

export async function closeIngestConnection(): Promise<void> {
  const opened = holder.chobaIngest;
  holder.chobaIngest = undefined;
  await opened?.end();
}
