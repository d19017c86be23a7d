import type { Transaction } from "@/lib/db/transaction";
import { dayOf } from "@/lib/domain/time/calendar";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { chargeContract } from "@/lib/features/license/contracts/charging/charge-contract";
import { promiseOfEnd } from "@/lib/features/license/contracts/charging/contract-promise";
import { type Contract, changeContract } from "@/lib/features/license/contracts/record/queries";
import { termFacts } from "@/lib/features/license/contracts/record/term-facts";
import { endLicense } from "@/lib/features/license/lifecycle/end-license";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";

/**
 * A contract has ended and nothing follows it: the tenant is back on Free from `at` on, and what was billed for the days
 * from then on is given back.
 */
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
  const { tenantId, timeZone, taxRounding } = contract;
  const { currency } = (await getPlanVersion(tx, contract.planVersionId)).definition;
  await endLicense(tx, ctx, await getLicense(tx, tenantId), at);
  const end = { day: dayOf(ctx.now, timeZone), endsOn: dayOf(at, timeZone), taxRounding };
  const promise = await promiseOfEnd(tx, tenantId, currency, end);
  const messages = await chargeContract(tx, ctx, contract, promise);
  return [...messages, await enqueueSync(tx, ctx, tenantId)];
}
