/**
 * An error in a form that may be logged. A failed query is shortened and loses its values, which can be
 * personal data. The message and code of Postgres stay as its cause, without the row that it quotes.
 */
export function loggable(error: unknown): unknown {
  if (!isFailedQuery(error)) return error;
  const { cause } = error;
  if (cause instanceof Error && "detail" in cause) cause.detail = undefined;
  const query = error.query.length > 300 ? `${error.query.slice(0, 300)} …` : error.query;
  return new Error(`Failed query: ${query}`, { cause });
}

/**
 * Recognises Drizzle's error by its fields. The pool is one per process, but each bundle has its own copy of
 * the class, so `instanceof` would fail.
 */
const isFailedQuery = (error: unknown): error is Error & { query: string } =>
  error instanceof Error && "params" in error && "query" in error && typeof error.query === "string";
