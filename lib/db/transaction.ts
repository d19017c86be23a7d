import { sql } from "drizzle-orm";
import type { Id } from "@/lib/domain/ids";
import { type Database, withConnection } from "./client";
import { isConnectionLost } from "./errors";
import { loggable } from "./loggable";

export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** A transaction that sees and touches the rows of one tenant only, whatever its queries say. */
export function inTenant<T>(tenantId: Id<"tenant">, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('role', 'choba_tenant', true), set_config('choba.tenant_id', ${tenantId}, true)`,
    );
    return work(tx);
  });
}

/** A transaction with the staff role: for staff's lists and for Choba's own processes. */
export function acrossTenants<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transaction(async (tx) => {
    await tx.execute(sql`select set_config('role', 'choba_staff', true)`);
    return work(tx);
  });
}

/** As `acrossTenants`, for reads that must all see one moment: nothing waits for it, and it changes nothing. */
export function inSnapshot<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transaction(
    async (tx) => {
      await tx.execute(sql`select set_config('role', 'choba_staff', true)`);
      return work(tx);
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

type Config = Parameters<Database["transaction"]>[1];

/**
 * A connection can have been lost since it was used last, and only the first statement finds out. Nothing was done by then,
 * so that is tried once more on another. Whoever logs or stores what went wrong, pages and jobs too: the error carries no
 * values of its query there.
 */
async function transaction<T>(work: (tx: Transaction) => Promise<T>, config?: Config): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let hasBegun = false;
    try {
      return await withConnection((db) =>
        db.transaction((tx) => {
          hasBegun = true;
          return work(tx);
        }, config),
      );
    } catch (error) {
      if (!hasBegun && attempt === 1 && isConnectionLost(error)) continue;
      throw loggable(error);
    }
  }
}
