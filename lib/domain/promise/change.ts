import type { ChangeMode } from "../catalog/change-mode";
import type { Holding } from "../license/holding";
import type { Day, DaySpan } from "../time/day-span";
import type { BilledLine } from "./lines/billed-line";
import type { PromiseTerms } from "./promise-terms";

/** A change from one plan version to another. */
export type PlanPair = { from: string; to: string };

export type Change = PromiseTerms & {
  day: Day;
  /** Null: Free. */
  held: Holding | null;
  /** The running period, in which `day` lies; null for Free. */
  period: DaySpan | null;
  /** The first day of a yearly license's first year; null for a monthly one. */
  yearStart: Day | null;
  wanted: Holding;
  mode: ChangeMode;
  /** Everything that was billed for the license and may still count. */
  billed: readonly BilledLine[];
  /** Pairs of plan versions whose difference was charged in the running period. */
  pairsCharged: readonly PlanPair[];
  /** What holds in the next period: a reservation, or null if the license ends; absent: `wanted`. */
  after?: Holding | null;
};
