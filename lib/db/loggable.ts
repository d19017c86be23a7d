import { DrizzleQueryError } from "drizzle-orm";

/** An error as it may stand in a log: a failed query without its values, which can be people's, and not at full length. */
export function loggable(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  const query = error.query.length > 300 ? `${error.query.slice(0, 300)} …` : error.query;
  return new Error(`Failed query: ${query}`, { cause: error.cause });
}
