import pg from "pg";
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
  const only = `set local role choba_tenant; set local choba.tenant_id = ${pg.escapeLiteral(tenantId)}`;
  return transaction(only, work, kind);
}

/** A transaction with the staff role, for staff's lists and for Choba's own processes. */
export function acrossTenants<T>(work: (tx: Transaction) => Promise<T>, kind = anything): Promise<T> {
  return transaction(asStaff, work, kind);
}

/**
 * Like `acrossTenants`, for reads that must all see the same moment. It takes no locks and changes nothing.
 */
export function inSnapshot<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transaction(asStaff, work, anything, { isolationLevel: "repeatable read", accessMode: "read only" });
}

/** What is done at the end of transactions that are open. */
const endings = new WeakMap<Transaction, (() => Promise<void>)[]>();

/**
 * Does something within the transaction once all else in it is done, so that it sees what is committed. In a savepoint it is
 * done at once, since that may still be undone alone.
 */
export async function beforeCommit(tx: Transaction, work: () => Promise<void>): Promise<void> {
  const atEnd = endings.get(tx);
  if (atEnd) atEnd.push(work);
  else await work();
}

async function withEnding<T>(tx: Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const atEnd: (() => Promise<void>)[] = [];
  endings.set(tx, atEnd);
  const result = await work(tx);
  for (const end of atEnd) await end();
  return result;
}

const asStaff = "set local role choba_staff";

type Config = Parameters<Database["transaction"]>[1];

/**
 * One statement outside of any transaction, so with the rights of the connection: for what belongs to no tenant and to no
 * person. It only reads, so it is run once more after a lost connection.
 */
export const singleRead = <T>(read: (db: Database) => Promise<T>): Promise<T> =>
  onConnection(
    (db, begin) => {
      begin();
      return read(db);
    },
    { readsOnly: true },
  );

const transaction = <T>(
  opening: string,
  work: (tx: Transaction) => Promise<T>,
  kind: Kind,
  config?: Config,
): Promise<T> =>
  onConnection(
    (db, begin) =>
      db.transaction((tx) => {
        begin();
        return withEnding(tx, work);
      }, config),
    kind,
    opening,
  );

/**
 * Runs the work on a connection. The pool may hold connections of a database that has restarted since: as long as the work
 * has not begun, the next connection is tried. Work that only reads is run once more after a lost connection. Errors leave
 * without the values of their query, because pages and jobs log and store them.
 */
async function onConnection<T>(
  work: (db: Database, begin: () => void) => Promise<T>,
  { readsOnly }: Kind,
  opening?: string,
): Promise<T> {
  let runs = 0;
  for (let attempt = 1; ; attempt++) {
    let hasBegun = false;
    const connection = { isLost: false };
    const begin = () => {
      hasBegun = true;
      runs++;
    };
    try {
      return await withConnection((db) => work(db, begin), connection, opening);
    } catch (error) {
      const mayRepeat = connection.isLost && (!hasBegun || (readsOnly && runs === 1));
      if (!mayRepeat || attempt > env().DATABASE_POOL) throw loggable(error);
    }
  }
}
