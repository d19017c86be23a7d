import type { FieldError } from "../errors";
import type { Currency } from "../money/currency";
import { isFreePlan, type PlanDefinition } from "./plan";

export type RankOnSale = { key: string; rank: number; currency: Currency };

/**
 * Ranks order the plans that one tenant can choose from, so each rank occurs once in a currency. Rank 0 is
 * the free plan. Every tenant starts there and falls back to it, in any currency, so there is one free plan
 * and it stays the free plan.
 */
export function rankProblems(
  plan: { key: string; rank: number; definition: PlanDefinition },
  onSale: readonly RankOnSale[],
): FieldError[] {
  const isFree = isFreePlan(plan.definition);
  const before = onSale.find((other) => other.key === plan.key);
  if (before?.rank === 0 && plan.rank !== 0) return [{ field: "rank", rule: "free_plan_stays" }];
  if (isFree && plan.rank !== 0) return [{ field: "rank", rule: "rank_of_free" }];
  if (!isFree && plan.rank === 0) return [{ field: "rank", rule: "rank_is_free" }];
  const taken = onSale.find(
    (other) =>
      other.key !== plan.key &&
      other.rank === plan.rank &&
      (plan.rank === 0 || other.currency === plan.definition.currency),
  );
  return taken ? [{ field: "rank", rule: "rank_taken", params: { plan: taken.key } }] : [];
}
