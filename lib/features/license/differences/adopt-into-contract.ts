import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import { agreeContract } from "@/lib/features/license/contracts/agreement/agree-contract";
import type { Contract } from "@/lib/features/license/contracts/record/queries";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { adoptedTermsOf } from "./adopted-terms-of";
import type { DifferenceRow } from "./record-differences";

/**
 * Agrees a running contract again, from the first day that is not billed yet, with what people set on its subscription: a
 * quantity, or a price as a negotiated one. All else stays as agreed. Refuses `not_adoptable` also for an added item, since
 * a negotiation adds nothing to a plan, and where the contract ends before another period. The caller has locked the
 * license.
 */
export async function adoptIntoContract(
  tx: Transaction,
  ctx: Context,
  contract: Contract,
  { toldItems }: Pick<License, "toldItems">,
  row: DifferenceRow,
): Promise<void> {
  const { tenantId, planVersionId, interval, quantities, billsAt, endsAt, termEndsAt, invoicedBy } = contract;
  const isOver = (end: Date | null) => end !== null && billsAt !== null && end <= billsAt;
  if (row.kind === "item_added" || invoicedBy !== "choba" || billsAt === null || isOver(termEndsAt))
    throw new Refused("not_adoptable");
  const { definition } = await getPlanVersion(tx, planVersionId);
  const { seats, addons } = quantities;
  const terms = { definition, interval, seats, addons };
  const adopted = await adoptedTermsOf(tx, terms, { planVersionId, items: toldItems }, row);
  await agreeContract(tx, ctx, tenantId, {
    planVersionId: contract.basePlanVersionId,
    override: { definition: adopted.definition, reason: contract.overrideReason ?? "Stripe" },
    interval,
    quantities: { ...quantities, seats: adopted.seats, addons: adopted.addons },
    discount: contract.discount,
    taxes: contract.taxes,
    taxRounding: contract.taxRounding,
    startsAt: billsAt,
    endsAt: isOver(endsAt) ? termEndsAt : endsAt,
    atEnd: contract.atEnd,
    invoicing: { by: "choba", daysUntilDue: contract.daysUntilDue },
  });
}
