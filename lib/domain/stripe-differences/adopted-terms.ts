import type { AmountByInterval, Component, FixedComponent } from "../catalog/component";
import { isFixed } from "../catalog/component";
import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import { fixedItems } from "../contract/fixed-items";
import { isOffered } from "../pricing/compare-plans";
import type { DifferenceFacts } from "./difference";

/** What a license is sold by, of which a change made at Stripe becomes a part. */
export type AdoptingTerms = {
  definition: PlanDefinition;
  interval: PaidInterval;
  seats: number;
  addons: Readonly<Record<string, string>>;
};

/** The fixed component, and the option of a group, that an item of Choba's is the price of. */
export type PricedComponent = { componentKey: string; optionKey: string };

export type AdoptedTerms = Omit<AdoptingTerms, "interval">;

/**
 * Another quantity of an item of Choba's becomes seats, or units of an add-on. Null: the component is not counted, as a
 * plan that is taken three times, or has no such quantity.
 */
export function withQuantity(
  { definition, interval, seats, addons }: AdoptingTerms,
  { quantity = "" }: DifferenceFacts,
  { componentKey }: PricedComponent,
): AdoptedTerms | null {
  const component = definition.components.find(({ key }) => key === componentKey);
  const billed = Number(quantity);
  let adopted: AdoptedTerms;
  if (component?.kind === "seats") adopted = { definition, seats: component.included + billed, addons };
  else if (component?.kind === "addon" && component.choice.type === "quantity") {
    const units = component.choice.included + billed;
    adopted = { definition, seats, addons: { ...addons, [componentKey]: String(units) } };
  } else return null;
  const item = fixedItems(definition, interval, adopted).find((each) => each.componentKey === componentKey);
  return item?.quantity === billed ? adopted : null;
}

/**
 * An item that people added becomes an add-on of the tenant's own, chosen as often as Stripe bills it. Null: it is billed
 * in another currency or rhythm, by usage, or in fractions, and no add-on means that.
 */
export function withAddedItem(terms: AdoptingTerms, facts: DifferenceFacts): AdoptedTerms | null {
  const { definition, interval, seats, addons } = terms;
  const price = priceOf(terms, facts);
  if (!price) return null;
  const name = (facts.name ?? "").trim() || "Stripe";
  const { unitAmountMinor, quantity } = price;
  const amount = inEachInterval(definition, interval, BigInt(unitAmountMinor));
  const key = freeKey(definition);
  const component: Component = {
    kind: "addon",
    key,
    name: { en: name, ja: name },
    choice:
      quantity === 1n
        ? { type: "switch", amountMinor: amount }
        : { type: "quantity", unitAmountMinor: amount, included: 0, maximum: null },
  };
  return {
    definition: { ...definition, components: [...definition.components, component] },
    seats,
    addons: { ...addons, [key]: String(quantity) },
  };
}

/**
 * Another price of an item of Choba's becomes the tenant's own price of that component, at the license's interval. Null:
 * it is billed in another currency, rhythm or quantity, or by usage.
 */
export function withChangedPrice(
  terms: AdoptingTerms,
  facts: DifferenceFacts,
  { componentKey, optionKey }: PricedComponent,
  toldQuantity: number,
): AdoptedTerms | null {
  const price = priceOf(terms, facts);
  if (!price || price.quantity !== BigInt(toldQuantity)) return null;
  const components = terms.definition.components.map((component) =>
    component.key === componentKey && isFixed(component)
      ? priced(component, optionKey, terms.interval, price.unitAmountMinor)
      : component,
  );
  const { definition, seats, addons } = terms;
  return { definition: { ...definition, components }, seats, addons };
}

/** A plan sells all that it has at the same intervals. A year costs twelve months; a month of a year is rounded up. */
function inEachInterval(
  definition: PlanDefinition,
  interval: PaidInterval,
  amount: bigint,
): AmountByInterval {
  const month = interval === "month" ? amount : (amount + 11n) / 12n;
  const year = interval === "year" ? amount : amount * 12n;
  return {
    month: isOffered(definition, "month") ? String(month) : null,
    year: isOffered(definition, "year") ? String(year) : null,
  };
}

function priceOf(
  { definition, interval }: AdoptingTerms,
  { amountMinor, quantity = "1", currency, interval: rhythm }: DifferenceFacts,
): { unitAmountMinor: string; quantity: bigint } | null {
  if (amountMinor === undefined || currency !== definition.currency || rhythm !== interval) return null;
  const count = BigInt(quantity);
  if (count < 1n || BigInt(amountMinor) % count !== 0n) return null;
  return { unitAmountMinor: String(BigInt(amountMinor) / count), quantity: count };
}

function priced(
  component: FixedComponent,
  optionKey: string,
  interval: PaidInterval,
  amount: string,
): FixedComponent {
  const at = (before: AmountByInterval): AmountByInterval => ({ ...before, [interval]: amount });
  if (component.kind === "base") return { ...component, amountMinor: at(component.amountMinor) };
  if (component.kind === "seats") return { ...component, unitAmountMinor: at(component.unitAmountMinor) };
  const { choice } = component;
  if (choice.type === "switch")
    return { ...component, choice: { ...choice, amountMinor: at(choice.amountMinor) } };
  if (choice.type === "quantity")
    return { ...component, choice: { ...choice, unitAmountMinor: at(choice.unitAmountMinor) } };
  const options = choice.options.map((option) =>
    option.key === optionKey ? { ...option, amountMinor: at(option.amountMinor) } : option,
  );
  return { ...component, choice: { ...choice, options } };
}

/** A key that no component of the plan has. */
function freeKey({ components }: PlanDefinition): string {
  for (let number = 1; ; number++) {
    const key = `from-stripe-${number}`;
    if (!components.some((component) => component.key === key)) return key;
  }
}
