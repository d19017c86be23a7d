import type postgres from "postgres";
import type { Transaction } from "./transaction";

/**
 * Rows of a statement with `$1` … that is parsed and planned once per connection, in the caller's transaction and with its
 * rights. For the few reads that everybody waits for: Drizzle's own statements are built anew each time, and ask the
 * database twice unless they are prepared. `text` must be a constant.
 */
export async function preparedRows<Row extends Record<string, unknown>>(
  tx: Transaction,
  text: string,
  values: readonly string[],
): Promise<Row[]> {
  const { client } = (tx as unknown as { session: { client: postgres.Sql } }).session;
  return [...(await client.unsafe<Row[]>(text, [...values], { prepare: true }))];
}

/** A Postgres array of texts that need no quotes: ids, days. */
export const plainArray = (values: readonly string[]): string => `{${values.join(",")}}`;
