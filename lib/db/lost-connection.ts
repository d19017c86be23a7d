import type postgres from "postgres";

/** How postgres.js, the system and Postgres' last words name a connection that is no more … */
const lost = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "ECONNRESET",
  "EPIPE",
  "57P01",
  "57P02",
  "57P05",
]);
/** … and one that was never made: Postgres is down, or not up yet. */
const notMade = new Set([
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "57P03",
]);

/**
 * What an error says of the connection, and not of the question: that it was lost, or could not be made. Null for all
 * other errors.
 */
export function connectionFailure(error: unknown): "lost" | "not_made" | null {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  if (!(cause instanceof Error && "code" in cause && typeof cause.code === "string")) return null;
  if (lost.has(cause.code)) return "lost";
  return notMade.has(cause.code) ? "not_made" : null;
}

type Begin = (...args: [...options: string[], work: Work]) => Promise<unknown>;
type Work = (sql: postgres.TransactionSql) => unknown;

/** What became of a transaction's connection. */
type Life = { isLost: boolean; isOver: boolean };

/**
 * Makes transactions survive the loss of their connection. postgres.js (3.4.9, issue 1208) then still sends `rollback`,
 * and whatever the work asks next, through the socket that is gone: that throws outside of any promise, which ends a
 * process that does not catch it, and leaves a connection that never connects again, so that now and then, for as long as
 * the process lives, a request waits for it and fails. Or, if another transaction has it by then, the question of one
 * tenant lands in the transaction of another. Here nothing more is sent once the connection is lost or the transaction is
 * over; `begin` itself fails as soon as the connection closes.
 */
export function withSafeTransactions<S extends postgres.Sql>(sql: S): S {
  const begin = sql.begin as unknown as Begin;
  const safely: Begin = async (...args) => {
    const work = args.pop() as Work;
    const life: Life = { isLost: false, isOver: false };
    try {
      return await begin(...(args as string[]), (inner) => guard(inner, life, work));
    } finally {
      life.isOver = true;
    }
  };
  return Object.assign(sql, { begin: safely });
}

async function guard(sql: postgres.TransactionSql, life: Life, work: Work): Promise<unknown> {
  const { unsafe, savepoint } = sql as unknown as {
    unsafe: (...args: unknown[]) => { reject: (error: unknown) => void };
    savepoint: (...args: unknown[]) => unknown;
  };
  Object.assign(sql, {
    unsafe: (...args: unknown[]) => {
      if (life.isLost || life.isOver)
        throw Object.assign(new Error("The transaction has ended."), { code: "CONNECTION_ENDED" });
      const query = unsafe(...args);
      const { reject } = query;
      query.reject = (error) => {
        if (connectionFailure(error)) life.isLost = true;
        reject(error);
      };
      return query;
    },
    savepoint: (...args: unknown[]) => {
      const inner = args.pop() as Work;
      return savepoint(...args, (nested: postgres.TransactionSql) => guard(nested, life, inner));
    },
  });
  // Settled in no way, so that no `commit` or `rollback` follows: the transaction has failed already.
  const nothingMore = new Promise<never>(() => {});
  try {
    const value = await work(sql);
    return life.isLost || life.isOver ? nothingMore : value;
  } catch (error) {
    if (life.isLost || life.isOver) return nothingMore;
    throw error;
  }
}
