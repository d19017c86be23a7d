import { sql } from "drizzle-orm";
import type { Transaction } from "./transaction";

/**
 * Makes the queries of this transaction use an index instead of reading a whole table. PostgreSQL considers
 * block ranges useless if values do not follow the order of rows, as tenants and names do not. Their Bloom
 * filters make them useful all the same.
 */
export async function throughIndexes(tx: Transaction): Promise<void> {
  await tx.execute(sql`set local enable_seqscan = off`);
}
