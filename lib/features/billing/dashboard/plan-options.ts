import { z } from "zod";
import {
  excessMauUnitAmount,
  isFreePlan,
  type Limits,
  type LocalizedText,
  limitsOf,
  type PaidInterval,
  type PlanDefinition,
  paidIntervals,
} from "@/lib/domain/catalog/plan";
import { compareHoldings } from "@/lib/domain/license/compare-holdings";
import type { Holding } from "@/lib/domain/license/holding";
import type { TrialOffer } from "@/lib/domain/license/trial";
import { isOffered } from "@/lib/domain/pricing/compare-plans";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { compilePlan, rate } from "@/lib/domain/pricing/rate";
import { noTerms } from "@/lib/domain/pricing/terms";
import { dayOf } from "@/lib/domain/time/calendar";
import { type Day, daysBetween } from "@/lib/domain/time/day-span";
import { getPlanVersion, type PlanVersion, plansOnSaleIn } from "@/lib/features/catalog/plans/record/queries";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { holdingOf } from "@/lib/features/license/holding/holding-of";
import { getLicense, type License } from "@/lib/features/license/lifecycle/queries";
import { beginningQuantities } from "@/lib/features/license/plan-change/wanted-change";
import { hadPlans } from "@/lib/features/license/trials/had-plans";
import { trialOfferOf } from "@/lib/features/license/trials/trial-offer";

/** What choosing a plan is. */
export type ChangeKind = "purchase" | "upgrade" | "downgrade" | "same";

/** One card of the plan selection screen. */
export type PlanOption = {
  planKey: string;
  name: LocalizedText;
  summary: LocalizedText;
  features: LocalizedText[];
  isFree: boolean;
  currency: string;
  limits: Limits;
  /** What it costs with the seats and add-ons it begins with, and what choosing it means, for each interval; a Free plan has no offers. */
  offers: Record<PaidInterval, { amountMinor: string; kind: ChangeKind } | null>;
  excessMauUnitAmountMinor: string | null;
  /** For the price in sentences: everything that the plan can ever charge. */
  definition: PlanDefinition;
  /** True if a license of it has seats or add-ons, which can be changed while it is held. */
  hasQuantities: boolean;
  isCurrentPlan: boolean;
  /** Its trial, if choosing it now would begin or keep one; or why there is none although one could be expected. */
  trial: { days: number; firstPaidOn: Day } | { refused: NonNullable<TrialOffer["refused"]> } | null;
};

export type PlanOptions = { currentInterval: PaidInterval | null; plans: PlanOption[] };

/** Everything on sale in the tenant's currency, compared with what it holds. */
export const planOptions = useCase(tenant("license.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing }): Promise<PlanOptions> {
    const license = await getLicense(tx, tenantId);
    const current = await getPlanVersion(tx, license.planVersionId);
    const plans = await plansOnSaleIn(tx, standing.tenant.currency);
    const { timeZone } = standing.tenant;
    const day = dayOf(ctx.now, timeZone);
    const had = await hadPlans(tx, license);
    const trialOf = (plan: PlanVersion) =>
      trialOption(trialOfferOf(plan, { license, current, day, timeZone }, had), day);
    return {
      currentInterval: license.interval,
      plans: plans.map((plan) => ({ ...optionOf(plan, license, current), trial: trialOf(plan) })),
    };
  },
});

const trialOption = ({ end, refused }: TrialOffer, day: Day): PlanOption["trial"] => {
  if (end) return { days: daysBetween(day, end), firstPaidOn: end };
  return refused && { refused };
};

function optionOf(plan: PlanVersion, license: License, current: PlanVersion): Omit<PlanOption, "trial"> {
  const { definition } = plan;
  const held =
    license.interval === null ? null : holdingOf(current, { ...license, interval: license.interval });
  const offer = (interval: PaidInterval) => {
    if (isFreePlan(definition) || !isOffered(definition, interval)) return null;
    const { seats, addons } = beginningQuantities(definition);
    const wanted = holdingOf(plan, { interval, seats, addons });
    const quantities = { ...nothingUsed, seats, addons };
    const { totalMinor } = rate(compilePlan(definition, interval), quantities, noTerms, "fixed");
    return { amountMinor: String(totalMinor), kind: kindOf(held, wanted) };
  };
  return {
    planKey: plan.planKey,
    name: definition.name,
    summary: definition.summary,
    features: definition.features,
    isFree: isFreePlan(definition),
    currency: definition.currency,
    limits: limitsOf(definition),
    offers: Object.fromEntries(
      paidIntervals.map((interval) => [interval, offer(interval)]),
    ) as PlanOption["offers"],
    excessMauUnitAmountMinor: excessMauUnitAmount(definition),
    definition,
    hasQuantities: definition.components.some(({ kind }) => kind === "seats" || kind === "addon"),
    isCurrentPlan: plan.planKey === current.planKey,
  };
}

/** What choosing the plan means, by rank and interval; what is held of seats and add-ons decides later. */
function kindOf(held: Holding | null, wanted: Holding): ChangeKind {
  if (held === null) return "purchase";
  if (held.planVersionId === wanted.planVersionId && held.interval === wanted.interval) return "same";
  const kept = { ...wanted, seats: Math.max(wanted.seats, held.seats), addons: held.addons };
  const direction = compareHoldings(held, kept);
  return direction === "same" ? "same" : direction === "more" ? "upgrade" : "downgrade";
}
