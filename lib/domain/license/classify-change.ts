import type { PaidInterval } from "../catalog/plan";

/** What decides how a license changes. Rank orders plans: Free is 0, and a higher rank sells more. */
export type LicenseShape = { planVersionId: string; rank: number; interval: PaidInterval | null };

export type ChangeKind =
  /** Free → paid. */
  | "purchase"
  /** More or longer: takes effect at once, when it is paid. */
  | "upgrade"
  /** Less or shorter: a reservation for the next period. */
  | "downgrade"
  | "same";

/**
 * A change that lowers rank or interval waits for the end of the paid period, even if it raises the other.
 * Only a change that lowers neither happens now. A change to Free is a cancellation and is not classified
 * here.
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
