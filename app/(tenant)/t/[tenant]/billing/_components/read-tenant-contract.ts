import type { TenantContract } from "@/components/license/contracts/contract-card";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { readContracts } from "@/lib/features/license/contracts/agreement/read-contracts";
import { repOf } from "@/lib/features/license/contracts/course/rep-of";

/** What a sales-led tenant should know of its contract; null for members who see the license alone. */
export async function readTenantContract(
  ctx: Context,
  tenantId: Id<"tenant">,
): Promise<TenantContract | null> {
  const contracts = await readContracts(ctx, tenantId, {});
  // Members who neither pay nor administrate see the license alone.
  if (!contracts.ok) return null;
  const rep = await repOf(tenantId);
  return { contracts: contracts.value, rep: rep && { name: rep.name, email: rep.email } };
}
