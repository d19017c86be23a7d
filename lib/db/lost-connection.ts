import type postgres from "postgres";

/** What postgres.js and the system call a connection that is no more, or that could not be made. */
const gone = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
]);
/** Postgres' own last words: shut down, ended by a crash, not up yet, idle for too long. */
const lastWords = new Set(["57P01", "57P02", "57P03", "57P05"]);

/** True for an error that says nothing of the question, only that its connection to the database was lost. */
export function isLostConnection(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  if (!(cause instanceof Error && "code" in cause && typeof cause.code === "string")) return false;
  return gone.has(cause.code) || lastWords.has(cause.code);
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
        if (isLostConnection(error)) life.isLost = true;
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
