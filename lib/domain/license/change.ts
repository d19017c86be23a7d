import type { PaidInterval } from "../catalog/plan";

/** What a license is, as far as a change of it is concerned. Rank orders plans: Free is 0, a higher one sells more. */
export type LicenseShape = { planVersionId: string; rank: number; interval: PaidInterval | null };

export type ChangeKind =
  /** Free → paid. */
  | "purchase"
  /** More or longer: takes effect now, once it is paid. */
  | "upgrade"
  /** Less or shorter: a reservation for the next period. */
  | "downgrade"
  | "same";

/**
 * A change that lowers anything (rank or interval) waits for the end of what is already paid, even when it raises
 * something else; only a change that lowers nothing happens now. Leaving for Free is a cancellation, not a change.
 */
export function classifyChange(
  current: LicenseShape,
  target: { planVersionId: string; rank: number; interval: PaidInterval },
): ChangeKind {
  if (current.interval === null) return "purchase";
  if (current.planVersionId === target.planVersionId && current.interval === target.interval) return "same";
  const shorter = current.interval === "year" && target.interval === "month";
  if (target.rank < current.rank || shorter) return "downgrade";
  return "upgrade";
}
