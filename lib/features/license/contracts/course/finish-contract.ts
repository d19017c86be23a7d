import type { Transaction } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { type Contract, changeContract } from "@/lib/features/license/contracts/record/queries";
import { termFacts } from "@/lib/features/license/contracts/record/term-facts";
import { endLicense } from "@/lib/features/license/lifecycle/end-license";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { settleAtStripe } from "./begin-contract";

/** A contract has ended and nothing follows it: the tenant is back on Free from `at` on. */
export async function finishContract(
  tx: Transaction,
  ctx: Context,
  contract: Contract,
  at: Date,
): Promise<MessageReference[]> {
  await changeContract(tx, contract, { state: "ended", endedAt: at });
  await recordAudit(tx, ctx, contract.tenantId, {
    action: "contract.end",
    before: termFacts(contract),
    after: { endedAt: at.toISOString() },
  });
  await endLicense(tx, ctx, await getLicense(tx, contract.tenantId), at);
  return settleAtStripe(tx, ctx, contract.tenantId, contract, null, at);
}
