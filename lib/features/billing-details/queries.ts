import { eq } from "drizzle-orm";
import { billingDetails } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { Id } from "@/lib/domain/ids";

export async function findBillingDetails(
  tx: Transaction,
  tenantId: Id<"tenant">,
): Promise<BillingDetails | null> {
  const [row] = await tx.select().from(billingDetails).where(eq(billingDetails.tenantId, tenantId));
  return row?.details ?? null;
}
