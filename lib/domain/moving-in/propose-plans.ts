import { blankPlan } from "../catalog/blank";
import { type AddonComponent, type AmountByInterval, type Component, isFixed } from "../catalog/component";
import { type PaidInterval, type PlanDefinition, seatsOf } from "../catalog/plan";
import { planProblems } from "../catalog/plan-problems";
import { parseDecimal, printDecimal } from "../money/decimal";
import { proposeSlug } from "../tenant/slug";
import type { Known, KnownPlan } from "./known";
import type { ProposedPlan } from "./moving-in";
import type { PaidPlan } from "./paid-lines";
import type { AccountItem, AccountPrice, AccountSubscription } from "./stripe-account";

/** What a subscription says in terms of a plan. */
export type InPlan = { planKey: string; seats: number; addons: Record<string, string> };

export type PlansOf = {
  plans: ProposedPlan[];
  /** Null: it has a quantity where the plan that is there has none. */
  termsOf: (subscription: AccountSubscription) => InPlan | null;
  planOf: (planKey: string) => PaidPlan;
  /** Why a plan cannot be sold; null: it can. */
  problemOf: (planKey: string) => string | null;
};

/**
 * Plans from what subscriptions bill: the item that decides is the plan, and each further item an add-on. A plan whose
 * prices are known is used again, with the add-ons that it lacks.
 */
export function proposePlans(subscriptions: readonly AccountSubscription[], known: Known): PlansOf {
  const standing = { alone: aloneIn(subscriptions), deciding: decidingPrices(known.plans) };
  const decidingOf = (subscription: AccountSubscription) => decidingItem(subscription, standing);
  const groups = new Map<string, AccountSubscription[]>();
  for (const subscription of subscriptions) {
    const { id } = decidingOf(subscription).price;
    groups.set(id, [...(groups.get(id) ?? []), subscription]);
  }
  const intervals = intervalsOf(subscriptions, decidingOf);
  const made = [...groups]
    .map(([priceId, members]) => planOf(priceId, members, decidingOf, intervals, known))
    .sort(byPrice);
  let rank = known.highestRank;
  const plans = made.map((plan) => ({ ...plan, rank: plan.known?.rank ?? ++rank }));
  const byDeciding = new Map(plans.map((plan) => [plan.priceId, plan]));
  return {
    plans: plans
      .filter(({ isNew }) => isNew)
      .map(({ key, rank: place, definition, prices }) => ({ key, rank: place, definition, prices })),
    termsOf(subscription) {
      const deciding = decidingOf(subscription);
      const plan = byDeciding.get(deciding.price.id);
      return plan ? termsIn(plan, subscription, deciding) : null;
    },
    planOf(planKey) {
      const plan = plans.find(({ key }) => key === planKey);
      if (!plan) throw new Error(`plan ${planKey} was proposed`);
      const keys = new Map(plan.prices.map(({ priceId, componentKey }) => [priceId, componentKey]));
      return { definition: plan.definition, componentOf: (priceId) => keys.get(priceId) };
    },
    problemOf: (planKey) => {
      const plan = plans.find(({ key }) => key === planKey);
      const errors = plan ? planProblems(plan.definition, null) : [];
      const error = errors.find(({ severity }) => severity === "error");
      return error ? `${error.field} ${error.rule}` : null;
    },
  };
}

/** How many subscriptions bill a product and nothing else. */
function aloneIn(subscriptions: readonly AccountSubscription[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { items } of subscriptions) {
    const [only, ...others] = items;
    if (!only || others.length > 0) continue;
    counts.set(only.price.productId, (counts.get(only.price.productId) ?? 0) + 1);
  }
  return counts;
}

/** Prices that are a plan already. */
const decidingPrices = (plans: readonly KnownPlan[]): ReadonlySet<string> =>
  new Set(
    plans.flatMap(({ definition, prices }) =>
      prices.flatMap(({ priceId, componentKey }) =>
        definition.components.some(({ key, kind }) => key === componentKey && kind !== "addon")
          ? [priceId]
          : [],
      ),
    ),
  );

type Standing = { alone: ReadonlyMap<string, number>; deciding: ReadonlySet<string> };

/** What is a plan already is it again, then what is sold by itself; where that does not decide, the dearer price. */
function decidingItem({ items }: AccountSubscription, { alone, deciding }: Standing): AccountItem {
  const placeOf = ({ price }: AccountItem) =>
    deciding.has(price.id) ? 0 : (alone.get(price.productId) ?? 0) > 0 ? 1 : 2;
  const [first] = items.toSorted((one, other) => {
    if (placeOf(one) !== placeOf(other)) return placeOf(one) - placeOf(other);
    const dearer = parseDecimal(amountOf(other.price)) - parseDecimal(amountOf(one.price));
    if (dearer !== 0n) return dearer > 0n ? 1 : -1;
    return one.price.id < other.price.id ? -1 : 1;
  });
  if (!first) throw new Error("a subscription without items fits no plan");
  return first;
}

type DecidingOf = (subscription: AccountSubscription) => AccountItem;

/** The intervals at which each product is sold: the name of a plan says which, where there are two. */
function intervalsOf(subscriptions: readonly AccountSubscription[], decidingOf: DecidingOf) {
  const intervals = new Map<string, Set<string>>();
  for (const { price } of subscriptions.map(decidingOf)) {
    const of = intervals.get(price.productId) ?? new Set();
    intervals.set(price.productId, of.add(price.interval));
  }
  return intervals;
}

type Planned = Omit<ProposedPlan, "rank"> & {
  priceId: string;
  known: KnownPlan | null;
  isNew: boolean;
};

function planOf(
  priceId: string,
  members: readonly AccountSubscription[],
  decidingOf: DecidingOf,
  intervals: ReadonlyMap<string, ReadonlySet<string>>,
  known: Known,
): Planned {
  const items = members.flatMap((member) => member.items);
  const prices = new Map(items.map(({ price }) => [price.id, price]));
  const deciding = prices.get(priceId);
  if (!deciding) throw new Error(`price ${priceId} is one of its own`);
  prices.delete(priceId);
  const others = [...prices.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  const before =
    known.plans.findLast((plan) => plan.prices.some((price) => price.priceId === priceId)) ?? null;
  const isKnown = ({ id }: AccountPrice) => before?.prices.some((price) => price.priceId === id) ?? false;
  const added = others.filter((price) => !isKnown(price));
  const hasQuantities = members.some((member) => decidingOf(member).quantity > 1);
  const definition = before
    ? { ...before.definition, components: [...before.definition.components, ...added.map(addonOf)] }
    : newDefinition(deciding, others, hasQuantities, (intervals.get(deciding.productId)?.size ?? 0) > 1);
  const componentOf = ({ id }: AccountPrice) =>
    before?.prices.find((price) => price.priceId === id)?.componentKey;
  const kept = (before?.prices ?? []).filter(({ priceId: id }) => id !== priceId && !prices.has(id));
  const own = [deciding, ...others].map((price) => ({
    componentKey: componentOf(price) ?? (price === deciding ? decidingKey(hasQuantities) : addonKey(price)),
    priceId: price.id,
    productId: price.productId,
    productName: price.productName,
  }));
  return {
    priceId,
    key: before?.key ?? keyOf(deciding),
    definition,
    prices: [...own, ...kept.map((price) => ({ ...price, productId: "", productName: "" }))],
    known: before,
    isNew: before === null || added.length > 0,
  };
}

const decidingKey = (hasQuantities: boolean) => (hasQuantities ? "seats" : "base");

function newDefinition(
  price: AccountPrice,
  others: readonly AccountPrice[],
  hasQuantities: boolean,
  hasOtherIntervals: boolean,
): PlanDefinition {
  const amounts = amountsOf(price);
  const named = nameOf(price);
  const deciding: Component = hasQuantities
    ? {
        kind: "seats",
        key: "seats",
        name: named,
        unitAmountMinor: amounts,
        included: 0,
        minimum: 0,
        maximum: null,
      }
    : { kind: "base", key: "base", name: named, amountMinor: amounts };
  const name = hasOtherIntervals
    ? {
        en: `${named.en} (${price.interval === "year" ? "yearly" : "monthly"})`,
        ja: `${named.ja}（${price.interval === "year" ? "年払い" : "月払い"}）`,
      }
    : named;
  return { ...blankPlan(price.currency), name, components: [deciding, ...others.map(addonOf)] };
}

const addonOf = (price: AccountPrice): AddonComponent => ({
  kind: "addon",
  key: addonKey(price),
  name: nameOf(price),
  choice: { type: "quantity", unitAmountMinor: amountsOf(price), included: 0, maximum: null },
});

/** A product has one name at Stripe; staff translate it in the next version. */
const longestName = 80;
const nameOf = ({ productName, id }: AccountPrice) => {
  const name = [...(productName.trim() || id)].slice(0, longestName).join("");
  return { en: name, ja: name };
};

/** Made of the price's id, so that it is the same in each run. */
const tailOf = ({ id }: AccountPrice) =>
  id
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(-8)
    .toLowerCase();
const addonKey = (price: AccountPrice): string => joined(proposeSlug(price.productName), tailOf(price));
const keyOf = (price: AccountPrice): string =>
  joined(proposeSlug(price.productName), price.currency.toLowerCase(), tailOf(price));
const joined = (...parts: string[]): string => parts.filter((part) => part !== "").join("-");

const amountOf = ({ unitAmountMinor }: AccountPrice): string => unitAmountMinor ?? "0";
const amountsOf = (price: AccountPrice): AmountByInterval => {
  const amount = printDecimal(parseDecimal(amountOf(price)));
  return {
    month: price.interval === "month" ? amount : null,
    year: price.interval === "year" ? amount : null,
  };
};

/** Cheaper plans first, so that the ranks say what is more: a year counts as twelve months. */
function byPrice(one: Planned, other: Planned): number {
  const difference = monthly(one.definition) - monthly(other.definition);
  if (difference !== 0n) return difference < 0n ? -1 : 1;
  return one.key < other.key ? -1 : 1;
}

function monthly({ components }: PlanDefinition): bigint {
  const first = components.find(isFixed);
  if (!first || first.kind === "addon") return 0n;
  const { month, year } = first.kind === "base" ? first.amountMinor : first.unitAmountMinor;
  return month !== null ? parseDecimal(month) * 12n : parseDecimal(year ?? "0");
}

function termsIn(plan: Planned, { items }: AccountSubscription, deciding: AccountItem): InPlan | null {
  const keyOfPrice = new Map(plan.prices.map(({ priceId, componentKey }) => [priceId, componentKey]));
  const sellsSeats = seatsOf(plan.definition)?.key === keyOfPrice.get(deciding.price.id);
  if (!sellsSeats && deciding.quantity > 1) return null;
  const addons: Record<string, string> = {};
  for (const { price, quantity } of items)
    if (price.id !== deciding.price.id) addons[keyOfPrice.get(price.id) ?? ""] = String(quantity);
  return { planKey: plan.key, seats: sellsSeats ? deciding.quantity : 0, addons };
}

export const isPaidInterval = (interval: string): interval is PaidInterval =>
  interval === "month" || interval === "year";
