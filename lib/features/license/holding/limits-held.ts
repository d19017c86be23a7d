import type { Transaction } from "@/lib/db/transaction";
import { type Limits, limitsOf, type PlanDefinition } from "@/lib/domain/catalog/plan";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { agreedSeats } from "./agreed-seats";

/** What a license limits at `at`: its version's limits, with the seats of the contract where one says how many. */
export async function limitsHeld(
  tx: Transaction,
  { tenantId, planVersionId }: Pick<License, "tenantId" | "planVersionId">,
  definition: PlanDefinition,
  at: Date,
): Promise<Limits> {
  return limitsOf(definition, await agreedSeats(tx, tenantId, planVersionId, at));
}
