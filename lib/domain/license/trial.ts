import { addDays, type Day, earlierOf } from "../time/day-span";

/** What a tenant had of a plan before, in whatever version. */
export type HadPlan = "trial" | "license" | null;

export type TrialAsked = {
  day: Day;
  /** Of the wanted plan version; 0: it has no trial. */
  trialDays: number;
  /** The trial that is running; `isSamePlan`: it is of the wanted plan. Null: none runs. */
  running: { from: Day; end: Day; isSamePlan: boolean } | null;
  /** True if something is held and paid: a trial begins from Free only. */
  isPaid: boolean;
  /** What the tenant had of the wanted plan before the running trial. */
  had: HadPlan;
};

export type TrialOffer = {
  /** The first day that is paid; null: the license is paid from today on. */
  end: Day | null;
  /** Why there is no trial although one could be expected; `ends_now`: the change ends the running one. */
  refused: "had_trial" | "had_license" | "ends_now" | null;
};

/**
 * Whether a license would be a trial, and until when. A tenant tries a plan once, and not after it paid for it. A change
 * during a trial keeps its end: another plan is tried no longer than its own trial lasts, counted from the same first day.
 */
export function offerTrial({ day, trialDays, running, isPaid, had }: TrialAsked): TrialOffer {
  if (isPaid) return { end: null, refused: null };
  if (running?.isSamePlan) return { end: running.end, refused: null };
  if (trialDays === 0) return { end: null, refused: running ? "ends_now" : null };
  if (had) return { end: null, refused: `had_${had}` };
  const end = addDays(running?.from ?? day, trialDays);
  const kept = running ? earlierOf(running.end, end) : end;
  return kept > day ? { end: kept, refused: null } : { end: null, refused: "ends_now" };
}
