/**
 * What a license is to people, in one or two words. The first that fits is shown, so that "active" means that nothing else
 * is to be said.
 */
export const licenseStandings = [
  /** We have parted from its tenant. What is still owed stands beside it. */
  "closed",
  /** It ended, and what was charged for it is late. */
  "ended_unpaid",
  "suspended",
  "payment_failed",
  "authentication_needed",
  /** A sent invoice was not paid in time. */
  "overdue",
  /** Its renewal was stopped, or its contract's end was decided. */
  "ends",
  /** Another plan, or another contract, follows. */
  "change_reserved",
  "trial",
  "active",
  "free",
] as const;
export type LicenseStanding = (typeof licenseStandings)[number];
