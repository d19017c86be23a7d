import { sql } from "drizzle-orm";
import postgres from "postgres";
import type { Transaction } from "./transaction";

/** Has every question of this transaction cancelled that takes longer. */
export async function limitStatements(tx: Transaction, mostMs: number): Promise<void> {
  await tx.execute(sql.raw(`set local statement_timeout = ${mostMs}`));
}

/** True for a question that was cancelled because it took too long. */
export function isTimeout(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof postgres.PostgresError && cause.code === "57014";
}
