import { createHash } from "node:crypto";
import type pg from "pg";
import type { Transaction } from "./transaction";

/**
 * Rows of a statement with `$1` …, which is parsed and planned once per connection. It runs in the caller's
 * transaction and with its rights. It is for the few reads that every request needs: Drizzle's own statements
 * are built and parsed each time. `text` must be a constant.
 */
export async function preparedRows<Row extends pg.QueryResultRow>(
  tx: Transaction,
  text: string,
  values: readonly string[],
): Promise<Row[]> {
  const { client } = (tx as unknown as { session: { client: Pick<pg.PoolClient, "query"> } }).session;
  return (await client.query<Row>(prepared(text, values))).rows;
}

/** A query that the connection remembers by its name. */
export const prepared = (text: string, values: readonly unknown[]): pg.QueryConfig => ({
  name: nameOf(text),
  text,
  values: [...values],
});

const names = new Map<string, string>();

/** Names hold per connection and are cut at 63 characters. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash("sha256").update(text).digest("base64url").slice(0, 32);
    names.set(text, name);
  }
  return name;
}

/** A Postgres array of texts that need no quotes: ids, days. */
export const plainArray = (values: readonly string[]): string => `{${values.join(",")}}`;
