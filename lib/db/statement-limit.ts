import { sql } from "drizzle-orm";
import type { Transaction } from "./transaction";

/** Cancels every query of this transaction that takes longer. */
export async function limitStatements(tx: Transaction, mostMs: number): Promise<void> {
  await tx.execute(sql.raw(`set local statement_timeout = ${mostMs}`));
}
