import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText, PlanDefinition } from "@/lib/domain/catalog/plan";
import { planProblems } from "@/lib/domain/catalog/plan-problems";
import type { Problem } from "@/lib/domain/catalog/problem";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Currency } from "@/lib/domain/money/currency";
import { type Estimate, estimate } from "@/lib/domain/pricing/estimate";
import { readCatalogFacts } from "@/lib/features/catalog/plans/publication/plan-problems";
import { findPlan, findPlanOnSale, findVersion } from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type EstimateRequest, estimateInput } from "./estimate-input";
import { termsOf } from "./estimate-terms";
import { keepEstimate } from "./keep-estimate";
import { requestProblems } from "./request-problems";

export type MadeEstimate = Estimate & {
  /** Key and version are null for a plan that came with the request. */
  plan: { key: string | null; version: number | null; name: LocalizedText };
  currency: Currency;
  /** What a plan that came with the request probably does not mean. */
  warnings: Problem[];
};

export type KeptEstimate = MadeEstimate & { id: Id<"estimate"> };

/**
 * What a plan would cost, itemised, without buying anything. It is kept with its inputs. Refuses by field a plan with errors, and quantities,
 * discounts or taxes that name what the plan or the catalog does not have.
 */
export const makeEstimate = useCase(staff("estimates.make"), {
  input: estimateInput,
  async write({ ctx, input, tx }): Promise<KeptEstimate> {
    const { plan, definition, warnings } = await planOf(tx, input);
    refuseErrors(requestProblems(definition, input));
    const terms = await termsOf(tx, input, definition.currency);
    const { interval, quantities } = input;
    const made: MadeEstimate = {
      ...estimate({ definition, interval, quantities, terms }),
      plan: { ...plan, name: definition.name },
      currency: definition.currency,
      warnings,
    };
    return { ...made, id: await keepEstimate(tx, ctx, input, made) };
  },
});

type PricedPlan = {
  plan: { key: string | null; version: number | null };
  definition: PlanDefinition;
  warnings: Problem[];
};

async function planOf(tx: Transaction, { planKey, planVersion, plan }: EstimateRequest): Promise<PricedPlan> {
  if ((planKey === undefined) === (plan === undefined)) throw refusal("planKey", "one_plan");
  if (plan) {
    if (planVersion !== undefined) throw refusal("planVersion", "one_plan");
    const problems = planProblems(plan, await readCatalogFacts(tx)).map((problem) => ({
      ...problem,
      field: `plan.${problem.field}`,
    }));
    refuseErrors(problems);
    return { plan: { key: null, version: null }, definition: plan, warnings: problems };
  }
  const key = planKey ?? "";
  const { version, definition } = await publishedPlan(tx, key, planVersion);
  return { plan: { key, version }, definition, warnings: [] };
}

/** The newest version on sale, or the named one, which may be off sale. */
async function publishedPlan(tx: Transaction, key: string, version: number | undefined) {
  if (version === undefined) {
    const onSale = await findPlanOnSale(tx, key);
    if (!onSale) throw refusal("planKey", "unknown_plan");
    return onSale;
  }
  const plan = await findPlan(tx, key);
  if (!plan) throw refusal("planKey", "unknown_plan");
  const found = await findVersion(tx, plan.id, version);
  if (!found) throw refusal("planVersion", "unknown_version");
  return found;
}

const refusal = (field: string, rule: string) => new Refused("invalid_input", { fields: [{ field, rule }] });

function refuseErrors(problems: readonly Problem[]): void {
  const fields = problems
    .filter(({ severity }) => severity === "error")
    .map(({ field, rule, params }) => ({ field, rule, ...(params ? { params } : {}) }));
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
}
