import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Holding } from "@/lib/domain/license/holding";
import type { PlanVersion } from "@/lib/features/catalog/plans/record/queries";

/** The columns in which a license, an order or a reservation says what is held. */
type Held = { interval: PaidInterval; seats: number; addons: Record<string, string> };

export const holdingOf = (version: PlanVersion, { interval, seats, addons }: Held): Holding => ({
  planVersionId: version.id,
  rank: version.rank,
  definition: version.definition,
  interval,
  seats,
  addons,
});
