import { sql } from "drizzle-orm";
import type { Id } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import { type Database, withConnection } from "./client";
import { loggable } from "./loggable";

export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/**
 * What a transaction states about itself. If it only reads, it may be run again after its connection was
 * lost.
 */
type Kind = { readsOnly: boolean };
const anything: Kind = { readsOnly: false };

/** A transaction that sees and changes the rows of one tenant only, whatever its queries say. */
export function inTenant<T>(
  tenantId: Id<"tenant">,
  work: (tx: Transaction) => Promise<T>,
  kind = anything,
): Promise<T> {
  return transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('role', 'choba_tenant', true), set_config('choba.tenant_id', ${tenantId}, true)`,
    );
    return work(tx);
  }, kind);
}

/** A transaction with the staff role, for staff's lists and for Choba's own processes. */
export function acrossTenants<T>(work: (tx: Transaction) => Promise<T>, kind = anything): Promise<T> {
  return transaction(async (tx) => {
    await tx.execute(sql`select set_config('role', 'choba_staff', true)`);
    return work(tx);
  }, kind);
}

/**
 * Like `acrossTenants`, for reads that must all see the same moment. It takes no locks and changes nothing.
 */
export function inSnapshot<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transaction(
    async (tx) => {
      await tx.execute(sql`select set_config('role', 'choba_staff', true)`);
      return work(tx);
    },
    anything,
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

type Config = Parameters<Database["transaction"]>[1];

/**
 * Runs the work in a transaction. The pool may hold connections of a database that has restarted since: as
 * long as the work has not begun, the next connection is tried. Work that only reads is run once more after a
 * lost connection. Errors leave without the values of their query, because pages and jobs log and store them.
 */
async function transaction<T>(
  work: (tx: Transaction) => Promise<T>,
  { readsOnly }: Kind,
  config?: Config,
): Promise<T> {
  let runs = 0;
  for (let attempt = 1; ; attempt++) {
    let hasBegun = false;
    const connection = { isLost: false };
    try {
      return await withConnection(
        (db) =>
          db.transaction((tx) => {
            hasBegun = true;
            runs++;
            return work(tx);
          }, config),
        connection,
      );
    } catch (error) {
      const mayRepeat = connection.isLost && (!hasBegun || (readsOnly && runs === 1));
      if (!mayRepeat || attempt > env().DATABASE_POOL) throw loggable(error);
    }
  }
}
