import { isDeepStrictEqual } from "node:util";
import type { Transaction } from "@/lib/db/transaction";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Order } from "@/lib/features/license/lifecycle/queries";
import { type WantedChange, wantedQuantities } from "@/lib/features/license/plan-change/wanted-change";

/** True if what was ordered or reserved is what is wanted now. */
export async function isSameChange(
  tx: Transaction,
  made: Pick<Order, "planVersionId" | "interval" | "seats" | "addons">,
  wanted: WantedChange,
): Promise<boolean> {
  const version = await getPlanVersion(tx, made.planVersionId);
  if (version.planKey !== wanted.planKey || made.interval !== wanted.interval) return false;
  const { definition } = version;
  // Whether it fits what is in use was asked when it was made.
  const nobody = { registeredUsers: 0 };
  const { seats, addons } = wantedQuantities(definition, wanted, { ...made, definition }, nobody);
  return seats === made.seats && isDeepStrictEqual(addons, made.addons);
}
