/**
 * An error as it may stand in a log: a failed query without its values, which can be people's, and not at full length.
 * What Postgres said, and with which code, stays its cause; only the row that it quotes is left out.
 */
export function loggable(error: unknown): unknown {
  if (!isFailedQuery(error)) return error;
  const { cause } = error;
  if (cause instanceof Error && "detail" in cause) cause.detail = undefined;
  const query = error.query.length > 300 ? `${error.query.slice(0, 300)} …` : error.query;
  return new Error(`Failed query: ${query}`, { cause });
}

/**
 * Drizzle's error, known by its parts: the pool is one per process, while bundles bring a class of their own, of which the
 * error of that pool is no instance.
 */
const isFailedQuery = (error: unknown): error is Error & { query: string } =>
  error instanceof Error && "params" in error && "query" in error && typeof error.query === "string";
