import type { Transaction } from "@/lib/db/transaction";
import { fewestSeats } from "@/lib/domain/catalog/counted-seats";
import { type PlanDefinition, seatsOf } from "@/lib/domain/catalog/plan";
import type { LicenseUse } from "@/lib/domain/license/misfits";
import { seatsInUse } from "@/lib/domain/license/seats-in-use";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { agreedSeats } from "./agreed-seats";

/** How many seats there are, and how many of them are in use; there can be too few, if people were registered since. */
export type SeatsHeld = { held: number; inUse: number };

/** The seats of a license at `at`, by its contract or as bought; null where its plan does not count those in use. */
export async function seatsHeld(
  tx: Transaction,
  license: Pick<License, "tenantId" | "planVersionId" | "seats">,
  definition: PlanDefinition,
  { use, at }: { use: LicenseUse; at: Date },
): Promise<SeatsHeld | null> {
  const component = seatsOf(definition);
  const inUse = seatsInUse(definition, use);
  if (!component || inUse === null) return null;
  const seats = (await agreedSeats(tx, license.tenantId, license.planVersionId, at)) ?? license.seats;
  return { held: Math.max(seats, fewestSeats(component)), inUse };
}
