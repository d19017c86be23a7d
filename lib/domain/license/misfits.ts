import type { Limits } from "../catalog/plan";

/** What a tenant uses now, in the units of the limits. */
export type LicenseUse = { registeredRps: number; registeredUsers: number; monthlyActiveUsers: number };

/** One limit of the wanted plan that today's use exceeds. */
export type Misfit = { limit: keyof Limits; used: number; maximum: number };

/**
 * The limits that today's use exceeds; empty if all fits. Registering beyond a maximum is an error (DASH-9).
 */
export function misfits(limits: Limits, use: LicenseUse): Misfit[] {
  return (Object.keys(limits) as (keyof Limits)[]).flatMap((limit) => {
    const maximum = limits[limit];
    return maximum !== null && use[limit] > maximum ? [{ limit, used: use[limit], maximum }] : [];
  });
}
