import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/transaction";

/**
 * True while units count as was chosen for them, false while all of them count by `sum` (COUNT-3: without Stripe). A fact
 * of the database, the same for every process whatever its environment says: also within another select.
 */
export const aggregationsApplyNow = sql<boolean>`choba_aggregations_apply()`;

export async function aggregationsApply(tx: Transaction): Promise<boolean> {
  const [row] = (await tx.execute<{ apply: boolean }>(sql`select ${aggregationsApplyNow} as apply`)).rows;
  return row?.apply ?? true;
}
