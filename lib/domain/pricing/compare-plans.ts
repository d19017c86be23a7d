import { type Component, mauMeter } from "../catalog/component";
import { identifyingComponent } from "../catalog/fixed-prices";
import { isFreePlan, type LocalizedText, type PaidInterval, type PlanDefinition } from "../catalog/plan";
import { parseDecimal } from "../money/decimal";
import { addonQuantity } from "./components/addon";
import { doesNotFit } from "./does-not-fit";
import { type Estimate, estimate } from "./estimate";
import type { Quantities } from "./quantities";
import { quantityOf } from "./rater";
import type { PricingTerms } from "./terms";

/** What the tenant has registered, as far as it is known. */
export type Registered = { registeredRps: number; registeredUsers: number };
export const nothingRegistered: Registered = { registeredRps: 0, registeredUsers: 0 };

/** Why a plan does not fit what is wanted. */
export type Unfit =
  /** The plan is not sold at the interval. */
  | { reason: "interval" }
  /** More is wanted of a component than the plan sells; the maximum is in the units of the price. */
  | { reason: "maximum"; name: LocalizedText; maximum: string }
  /** More is registered, or will be, than the plan allows. */
  | { reason: "registered_rps" | "registered_users"; maximum: string }
  /** Something is wanted that the plan has no price for, but another plan has. */
  | { reason: "not_offered"; name: LocalizedText };

export type ComparedPlan = {
  planKey: string;
  definition: PlanDefinition;
  /** Null if the plan is not sold at the interval. */
  estimate: Estimate | null;
  /**
   * The amount that is compared: a month's total, or for yearly licenses the first twelve months; null
   * without an estimate.
   */
  comparedMinor: bigint | null;
  unfit: Unfit[];
  /** The cheapest that fits; several plans may cost the same. */
  isCheapest: boolean;
};

export type Comparison = {
  /** All are of one currency, except free plans. The result keeps their order. */
  plans: readonly { planKey: string; definition: PlanDefinition }[];
  interval: PaidInterval;
  quantities: Quantities;
  terms: PricingTerms;
  registered: Registered;
};

/** Every plan at the same quantities. The cheapest is chosen among those that fit. */
export function comparePlans(comparison: Comparison): ComparedPlan[] {
  const { plans, interval, quantities, terms, registered } = comparison;
  const known = plans.flatMap(({ definition }) => definition.components);
  const compared = plans.map(({ planKey, definition }) => {
    const priced = isOffered(definition, interval)
      ? estimate({ definition, interval, quantities, terms })
      : null;
    const unfit: Unfit[] = priced
      ? [
          ...exceededMaximums(definition, quantities),
          ...exceededRegistrations(definition, quantities, registered),
          ...notOffered(definition, known, quantities),
        ]
      : [{ reason: "interval" }];
    const comparedMinor =
      priced && (interval === "month" ? priced.monthly.totalMinor : priced.firstYearMinor);
    return { planKey, definition, estimate: priced, comparedMinor, unfit };
  });
  const least = compared.reduce<bigint | null>((found, { comparedMinor, unfit }) => {
    if (comparedMinor === null || unfit.length > 0) return found;
    return found === null || comparedMinor < found ? comparedMinor : found;
  }, null);
  return compared.map((plan) => ({
    ...plan,
    isCheapest: least !== null && plan.unfit.length === 0 && plan.comparedMinor === least,
  }));
}

/**
 * True if a license can be paid at the interval: as the base says, or without a base as any fixed component
 * says. A free plan always can.
 */
export function isOffered(definition: PlanDefinition, interval: PaidInterval): boolean {
  if (isFreePlan(definition)) return true;
  const deciding = identifyingComponent(definition);
  if (!deciding) return interval === "month";
  if (deciding.kind === "base") return deciding.amountMinor[interval] !== null;
  if (deciding.kind === "seats") return deciding.unitAmountMinor[interval] !== null;
  const { choice } = deciding;
  if (choice.type === "switch") return choice.amountMinor[interval] !== null;
  if (choice.type === "quantity") return choice.unitAmountMinor[interval] !== null;
  return choice.options.some(({ amountMinor }) => amountMinor[interval] !== null);
}

function exceededMaximums(definition: PlanDefinition, quantities: Quantities): Unfit[] {
  const names = new Map(definition.components.map(({ key, name }) => [key, name]));
  return doesNotFit(definition, quantities).map(({ component, maximum }) => ({
    reason: "maximum",
    name: names.get(component) ?? { en: component, ja: component },
    maximum,
  }));
}

/** Active users are registered users, so more of them than can be registered do not fit either. */
function exceededRegistrations(
  { limits }: PlanDefinition,
  { usage }: Quantities,
  registered: Registered,
): Unfit[] {
  const { registeredRps: rps, registeredUsers: users } = limits;
  const unfit: Unfit[] = [];
  if (rps !== null && registered.registeredRps > rps)
    unfit.push({ reason: "registered_rps", maximum: String(rps) });
  if (users === null) return unfit;
  const active = quantityOf(usage, mauMeter);
  if (registered.registeredUsers > users || active > parseDecimal(String(users)))
    unfit.push({ reason: "registered_users", maximum: String(users) });
  return unfit;
}

/**
 * What is wanted and sold in another plan but not in this one. Seats and active users without a price have no
 * limit.
 */
function notOffered(
  definition: PlanDefinition,
  known: readonly Component[],
  quantities: Quantities,
): Unfit[] {
  const own = new Set(definition.components.map(nameOf));
  const missing = new Map<string, LocalizedText>();
  for (const component of known)
    if (!own.has(nameOf(component)) && isWanted(component, quantities))
      missing.set(nameOf(component), component.name);
  for (const component of definition.components)
    if (lacksChosenOption(component, known, quantities)) missing.set(nameOf(component), component.name);
  return [...missing.values()].map((name) => ({ reason: "not_offered", name }));
}

/**
 * The kind and key by which the quantities name a choice. A switch and a quantity with the same key are
 * different things.
 */
function nameOf(component: Component): string {
  if (component.kind === "usage") return `usage ${component.meter}`;
  if (component.kind === "addon") return `addon ${component.choice.type} ${component.key}`;
  return `${component.kind} ${component.key}`;
}

/** True if another plan's group of the same key has the chosen option, and this plan's group does not. */
function lacksChosenOption(own: Component, known: readonly Component[], { addons }: Quantities): boolean {
  const chosen = addons[own.key];
  const offers = (component: Component) =>
    component.kind === "addon" &&
    component.key === own.key &&
    component.choice.type === "one_of" &&
    component.choice.options.some(({ key }) => key === chosen);
  return own.kind === "addon" && own.choice.type === "one_of" && !offers(own) && known.some(offers);
}

function isWanted(component: Component, { usage, addons, onDemand }: Quantities): boolean {
  if (component.kind === "usage")
    return component.meter !== mauMeter && quantityOf(usage, component.meter) > 0n;
  if (component.kind === "on_demand") return quantityOf(onDemand, component.key) > 0n;
  if (component.kind !== "addon") return false;
  const chosen = addons[component.key];
  if (component.choice.type !== "one_of") return addonQuantity(chosen) > 0n;
  const place = component.choice.options.findIndex(({ key }) => key === chosen);
  return place > 0;
}
