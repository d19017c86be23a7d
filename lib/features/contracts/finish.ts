import type { Transaction } from "@/lib/db/transaction";
import { recordAudit } from "../audit/record";
import { endLicense } from "../license/end";
import { getLicense } from "../license/queries";
import type { MessageReference } from "../outbox/enqueue-message";
import type { Context } from "../shared/context";
import { settleAtStripe } from "./begin";
import { termFacts } from "./facts";
import { type Contract, changeContract } from "./queries";

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
