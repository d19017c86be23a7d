import { type PlanDefinition, seatsOf } from "../catalog/plan";
import type { LicenseUse } from "./misfits";

/** How many seats of the plan are in use; null where Choba does not count them. */
export const seatsInUse = (
  definition: PlanDefinition,
  { registeredUsers }: Pick<LicenseUse, "registeredUsers">,
): number | null => (seatsOf(definition)?.inUse === "registered_users" ? registeredUsers : null);
