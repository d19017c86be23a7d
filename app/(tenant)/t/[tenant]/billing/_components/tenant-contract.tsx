import { ContractNotices } from "@/components/contracts/contract-notices";
import type { Id } from "@/lib/domain/ids";
import { readContracts } from "@/lib/features/contracts/read";
import { repOf } from "@/lib/features/contracts/rep";
import type { Context } from "@/lib/features/shared/context";

/** What a sales-led tenant should know of its contract: an invoice that is due, what comes next, whom to ask. */
export async function TenantContract({ ctx, tenantId }: { ctx: Context; tenantId: Id<"tenant"> }) {
  const contracts = await readContracts(ctx, tenantId, {});
  // Members who neither pay nor administrate see the license alone.
  if (!contracts.ok) return null;
  const rep = await repOf(tenantId);
  return <ContractNotices contracts={contracts.value} rep={rep && { name: rep.name, email: rep.email }} />;
}
