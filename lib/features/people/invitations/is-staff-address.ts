import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/transaction";

/** Whether somebody of the SaaS's own people has this address; a tenant's transaction does not see them otherwise. */
export async function isStaffAddress(tx: Transaction, email: string): Promise<boolean> {
  const [row] = (await tx.execute<{ is_staff: boolean }>(sql`select choba_is_staff(${email}) as is_staff`))
    .rows;
  return row?.is_staff === true;
}
