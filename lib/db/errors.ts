/** Drizzle's error tells of the query; its cause is what Postgres or the connection said. */
const causeOf = (error: unknown): unknown => (error instanceof Error && error.cause ? error.cause : error);

/**
 * Postgres's code for what went wrong (postgresql.org/docs/current/errcodes-appendix.html), or null where it said nothing.
 * Known by its parts, because bundles may bring classes of their own.
 */
export function sqlState(error: unknown): string | null {
  const cause = causeOf(error);
  const isPostgres = cause instanceof Error && "severity" in cause && "code" in cause;
  return isPostgres && typeof cause.code === "string" ? cause.code : null;
}

/**
 * True where the connection failed, or Postgres ended it or takes none at the moment: not the query's fault. Who decides by
 * it whether to repeat asks it only of what a connection itself threw: other things have connections of their own.
 */
export function isConnectionLost(error: unknown): boolean {
  const cause = causeOf(error);
  if (!(cause instanceof Error)) return false;
  // FATAL and PANIC are Postgres's last words to a connection (postgresql.org/docs/current/runtime-config-logging.html);
  // where it says them in another language, the code tells.
  if ("severity" in cause)
    return /^(FATAL|PANIC)$/.test(String(cause.severity)) || /^(08|57P0)/.test(codeOf(cause));
  return /connection|not queryable|ECONN|EPIPE|ETIMEDOUT/i.test(`${cause.message} ${codeOf(cause)}`);
}

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");

/** True where Postgres ended one of two transactions that got in each other's way; the same again may well succeed. */
export function isContention(error: unknown): boolean {
  const [deadlock, serializationFailure] = ["40P01", "40001"];
  const state = sqlState(error);
  return state === deadlock || state === serializationFailure;
}

/** True for a question that was cancelled because it took too long. */
export const isTimeout = (error: unknown): boolean => sqlState(error) === "57014";

/** Errors of the classes "data exception" and "integrity" can be one row's fault; others are nobody's. */
export const isDataError = (error: unknown): boolean => /^(22|23)/.test(sqlState(error) ?? "");
