import { fewestSeats } from "../catalog/counted-seats";
import { type Limits, limitsOf, type PlanDefinition, seatsOf } from "../catalog/plan";
import { seatsInUse } from "./seats-in-use";

/** What a tenant uses now, in the units of the limits. */
export type LicenseUse = { registeredRps: number; registeredUsers: number; monthlyActiveUsers: number };

/** One limit of the wanted plan, or its seats, that today's use exceeds. */
export type Misfit = { limit: keyof Limits | "seats"; used: number; maximum: number };

/**
 * What today's use exceeds of a plan with so many seats; empty if all fits. Registering beyond a maximum is an error
 * (DASH-9).
 */
export function misfits(definition: PlanDefinition, seats: number, use: LicenseUse): Misfit[] {
  const limits = limitsOf(definition, seats);
  const exceeded = (Object.keys(limits) as (keyof Limits)[]).flatMap((limit) => {
    const maximum = limits[limit];
    return maximum !== null && use[limit] > maximum ? [{ limit, used: use[limit], maximum }] : [];
  });
  return [...exceeded, ...seatsMisfit(definition, seats, use)];
}

/** People beyond the seats: those that were agreed or bought, or else those that the plan always has. */
export function seatsMisfit(definition: PlanDefinition, seats: number, use: LicenseUse): Misfit[] {
  const component = seatsOf(definition);
  const used = seatsInUse(definition, use);
  if (!component || used === null) return [];
  const maximum = Math.max(seats, fewestSeats(component));
  return used > maximum ? [{ limit: "seats", used, maximum }] : [];
}
