import type { Month } from "../time/calendar";

/**
 * How the monthly recurring revenue (MRR) changed within a month. Amounts are minor units, none below zero.
 */
export type Movement = {
  /** From tenants that never paid before. */
  newMinor: bigint;
  /** From tenants that had paid before, then stopped, and pay again. */
  returnedMinor: bigint;
  expandedMinor: bigint;
  contractedMinor: bigint;
  churnedMinor: bigint;
  newTenants: number;
  returnedTenants: number;
  churnedTenants: number;
};

export type MonthReport = Movement & {
  month: Month;
  /** The MRR when the month ended; for the running month, the MRR now. */
  mrrMinor: bigint;
  tenants: number;
  plans: { planKey: string; tenants: number; mrrMinor: bigint }[];
};

/** A month in which nobody paid. */
export const emptyMonth = (month: Month): MonthReport => ({
  month,
  mrrMinor: 0n,
  tenants: 0,
  plans: [],
  newMinor: 0n,
  returnedMinor: 0n,
  expandedMinor: 0n,
  contractedMinor: 0n,
  churnedMinor: 0n,
  newTenants: 0,
  returnedTenants: 0,
  churnedTenants: 0,
});
