import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

/** Commands of people on one tenant happen one after the other; `command({ locks: true })` does this before it asks who may. */
export async function lockTenant(tx: Transaction, tenantId: Id<"tenant">): Promise<void> {
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for("update");
}
