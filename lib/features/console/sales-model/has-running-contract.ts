import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { findRunningContract, findScheduledContract } from "@/lib/features/license/contracts/record/queries";

/** Whether something is agreed with the sales team that holds now or will on its day. */
export async function hasRunningContract(tx: Transaction, tenantId: Id<"tenant">): Promise<boolean> {
  return (
    (await findRunningContract(tx, tenantId)) !== null || (await findScheduledContract(tx, tenantId)) !== null
  );
}
