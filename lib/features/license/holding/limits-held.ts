import type { Transaction } from "@/lib/db/transaction";
import { type Limits, limitsOf, mauOf, type PlanDefinition } from "@/lib/domain/catalog/plan";
import { parseDecimal } from "@/lib/domain/money/decimal";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { agreedSeats } from "./agreed-seats";

/** What a license limits at `at`: its version's limits, with the seats of the contract where one says how many. */
export async function limitsHeld(
  tx: Transaction,
  { tenantId, planVersionId }: Pick<License, "tenantId" | "planVersionId">,
  definition: PlanDefinition,
  at: Date,
): Promise<Limits> {
  // Most plans include the same however many seats there are, and then the contract need not be asked.
  if (parseDecimal(mauOf(definition)?.includedPerSeat ?? "0") === 0n) return limitsOf(definition);
  return limitsOf(definition, await agreedSeats(tx, tenantId, planVersionId, at));
}
