/** Drizzle's error describes the query; its cause is what Postgres or the connection reported. */
const causeOf = (error: unknown): unknown => (error instanceof Error && error.cause ? error.cause : error);

/**
 * Postgres's code for an error (postgresql.org/docs/current/errcodes-appendix.html), or null if there is
 * none. The error is recognised by its fields, because bundles may bring classes of their own.
 */
export function sqlState(error: unknown): string | null {
  const cause = causeOf(error);
  const isPostgres = cause instanceof Error && "severity" in cause && "code" in cause;
  return isPostgres && typeof cause.code === "string" ? cause.code : null;
}

/**
 * True if the connection failed, or if Postgres ended it or accepts none at the moment. The query is not at
 * fault. A caller that decides whether to repeat must ask this only about errors of its own connection,
 * because the work may use other connections too.
 */
export function isConnectionLost(error: unknown): boolean {
  const cause = causeOf(error);
  if (!(cause instanceof Error)) return false;
  // Postgres ends the connection with a FATAL or PANIC message
  // (postgresql.org/docs/current/runtime-config-logging.html). If the server's language is another one, the
  // code tells it.
  if ("severity" in cause)
    return /^(FATAL|PANIC)$/.test(String(cause.severity)) || /^(08|57P0)/.test(codeOf(cause));
  return /connection|not queryable|ECONN|EPIPE|ETIMEDOUT/i.test(`${cause.message} ${codeOf(cause)}`);
}

/**
 * True if the database cannot do its work at the moment, for no fault of the query: it takes nobody, or has no room left
 * (class 53, "insufficient resources", and 58030, "I/O error").
 */
export const isUnavailable = (error: unknown): boolean =>
  isConnectionLost(error) || /^(53|58030)/.test(sqlState(error) ?? "");

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");

/** True if Postgres ended one of two conflicting transactions. Repeating it will probably succeed. */
export function isContention(error: unknown): boolean {
  const [deadlock, serializationFailure] = ["40P01", "40001"];
  const state = sqlState(error);
  return state === deadlock || state === serializationFailure;
}

/** True for a query that was cancelled because it took too long. */
export const isTimeout = (error: unknown): boolean => sqlState(error) === "57014";

/** Errors of the classes "data exception" and "integrity" can be caused by one row; other errors cannot. */
export const isDataError = (error: unknown): boolean => /^(22|23)/.test(sqlState(error) ?? "");
