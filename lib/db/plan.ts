import { sql } from "drizzle-orm";
import type { Transaction } from "./transaction";

/**
 * Lets the questions of this transaction read no table from end to end while an index can answer. PostgreSQL takes block
 * ranges for useless where values do not follow the order of rows, as tenants and names do not; their Bloom filters say
 * otherwise.
 */
export async function throughIndexes(tx: Transaction): Promise<void> {
  await tx.execute(sql`set local enable_seqscan = off`);
}
