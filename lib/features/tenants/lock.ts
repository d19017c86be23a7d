import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

/** Commands on the tenant's own data (payment administrator, payment account, billing details) happen one after the other. */
export async function lockTenant(tx: Transaction, tenantId: Id<"tenant">): Promise<void> {
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for("update");
}
