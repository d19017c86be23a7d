import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { type Contract, findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { getLicense, type License } from "@/lib/features/license/lifecycle/queries";
import { type ClosePlan, dueMoments, planClose } from "@/lib/features/license/renewal/plan-close";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";

/**
 * What the billing run will do next, as it stands now, in the order of time: the next period and the next month's usage,
 * which are one close where they fall on the same moment. Nothing is written.
 */
export async function planUpcoming(
  tx: Transaction,
  tenantId: Id<"tenant">,
  timeZone: string,
): Promise<ClosePlan[]> {
  const license = await getLicense(tx, tenantId);
  const contract = await findRunningContract(tx, tenantId);
  const { begins, usage } = dueMoments(license, contract, await billingSettingsOf(tx));
  const [first, second] = [begins, usage]
    .filter((moment) => moment !== null)
    .toSorted((a, b) => a.getTime() - b.getTime());
  if (!first) return [];
  const next = await planClose(tx, license, contract, { at: first, timeZone });
  if (!second || second.getTime() === first.getTime()) return [next];
  const later = after(next, license, contract, begins === second);
  // The later one has what the earlier one leaves of the payer's balance.
  const balanceMinor = next.invoices.at(-1)?.promise.balance.afterMinor;
  const moment = { at: second, timeZone, balanceMinor };
  return [next, await planClose(tx, later.license, later.contract, moment)];
}

/** The license as it is once the first close is done. Usage of months that have not begun is not foreseen. */
function after(
  plan: ClosePlan,
  license: License,
  contract: Contract | null,
  beginsLater: boolean,
): { license: License; contract: Contract | null } {
  if (beginsLater) return { license: { ...license, usageDueAt: null, correctionsDueAt: null }, contract };
  if (plan.outcome === "renews") return { license: { ...license, ...plan.holding }, contract };
  if (plan.outcome === "contract")
    return { license, contract: { ...plan.contract, ...(plan.billed ?? { billsAt: null }) } };
  return { license: { ...license, interval: null, periodEnd: null }, contract };
}
