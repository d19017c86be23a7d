import { z } from "zod";
import { isSelfServe } from "@/lib/domain/catalog/fixed-prices";
import {
  baseAmountMinor,
  excessMauUnitAmount,
  isFreePlan,
  type Limits,
  type LocalizedText,
  limitsOf,
  type PaidInterval,
  type PlanDefinition,
  paidIntervals,
} from "@/lib/domain/catalog/plan";
import { type ChangeKind, classifyChange } from "@/lib/domain/license/classify-change";
import { getPlanVersion, type PlanVersion, plansOnSaleIn } from "@/lib/features/catalog/plans/record/queries";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getLicense, type License } from "@/lib/features/license/lifecycle/queries";

/** One card of the plan selection screen. */
export type PlanOption = {
  planKey: string;
  name: LocalizedText;
  summary: LocalizedText;
  features: LocalizedText[];
  isFree: boolean;
  /** False for what people sell, because more than its base is paid from the start. */
  selfServe: boolean;
  currency: string;
  limits: Limits;
  /** Price and meaning of choosing it, for each interval; a Free plan has no offers. */
  offers: Record<PaidInterval, { amountMinor: string; kind: ChangeKind } | null>;
  excessMauUnitAmountMinor: string | null;
  /** For the price in sentences: everything that the plan can ever charge. */
  definition: PlanDefinition;
  isCurrentPlan: boolean;
};

export type PlanOptions = { currentInterval: PaidInterval | null; plans: PlanOption[] };

/** Everything on sale in the tenant's currency, compared with what it holds. */
export const planOptions = useCase(tenant("license.view"), {
  input: z.strictObject({}),
  async read({ tx, tenantId, standing }): Promise<PlanOptions> {
    const license = await getLicense(tx, tenantId);
    const current = await getPlanVersion(tx, license.planVersionId);
    const plans = await plansOnSaleIn(tx, standing.tenant.currency);
    return {
      currentInterval: license.interval,
      plans: plans.map((plan) => optionOf(plan, license, current)),
    };
  },
});

function optionOf(plan: PlanVersion, license: License, current: PlanVersion): PlanOption {
  const { definition } = plan;
  const offer = (interval: PaidInterval) => {
    const amount = baseAmountMinor(definition, interval);
    if (amount === null) return null;
    const kind = classifyChange(
      { planVersionId: current.id, rank: current.rank, interval: license.interval },
      { planVersionId: plan.id, rank: plan.rank, interval },
    );
    return { amountMinor: String(amount), kind };
  };
  return {
    planKey: plan.planKey,
    name: definition.name,
    summary: definition.summary,
    features: definition.features,
    isFree: isFreePlan(definition),
    selfServe: isSelfServe(definition),
    currency: definition.currency,
    limits: limitsOf(definition),
    offers: Object.fromEntries(
      paidIntervals.map((interval) => [interval, offer(interval)]),
    ) as PlanOption["offers"],
    excessMauUnitAmountMinor: excessMauUnitAmount(definition),
    definition,
    isCurrentPlan: plan.planKey === current.planKey,
  };
}
