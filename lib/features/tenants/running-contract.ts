import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { getLicense } from "../license/queries";

/**
 * Whether a contract with the sales team stands behind the license: something that costs is held, and no subscription of
 * the payer's own pays for it.
 */
export async function hasRunningContract(tx: Transaction, tenantId: Id<"tenant">): Promise<boolean> {
  const license = await getLicense(tx, tenantId);
  return license.interval !== null && license.stripeSubscriptionId === null;
}
