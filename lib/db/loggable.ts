import { DrizzleQueryError } from "drizzle-orm";
import postgres from "postgres";

/**
 * An error as it may stand in a log: a failed query without its values, which can be people's, and not at full length.
 * What Postgres said, and with which code, stays its cause; only the row that it quotes is left out.
 */
export function loggable(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  if (error.cause instanceof postgres.PostgresError) error.cause.detail = undefined;
  const query = error.query.length > 300 ? `${error.query.slice(0, 300)} …` : error.query;
  return new Error(`Failed query: ${query}`, { cause: error.cause });
}
