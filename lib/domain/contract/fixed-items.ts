import type { DecimalText, FixedComponent } from "../catalog/component";
import { isFixed } from "../catalog/component";
import { countedSeats } from "../catalog/counted-seats";
import { type FixedPrice, fixedPrices, identifyingComponent } from "../catalog/fixed-prices";
import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import { addonQuantity } from "../pricing/components/addon";
import type { ContractQuantities } from "./contract";

/** One item of a Stripe subscription: a quantity of one price that is paid in advance. */
export type FixedItem = {
  componentKey: string;
  /** The option of a group of add-ons, otherwise empty. */
  optionKey: string;
  /** Minor units for one. */
  unitAmountMinor: DecimalText;
  quantity: number;
};

/**
 * What is paid in advance of a plan at these quantities, as items of a subscription: seats beyond the
 * included ones, and the chosen add-ons. The engine rates the same amounts (`rate(…, "fixed")`); a test
 * compares the two.
 */
export function fixedItems(
  definition: PlanDefinition,
  interval: PaidInterval,
  quantities: ContractQuantities,
): FixedItem[] {
  const prices = fixedPrices(definition).filter((price) => price.interval === interval);
  const identifying = identifyingComponent(definition);
  return definition.components.filter(isFixed).flatMap((component): FixedItem[] => {
    const { optionKey, quantity } = chosen(component, quantities);
    const price = prices.find((one) => isFor(one, component.key, optionKey));
    // The identifying price tells the plan version of a subscription, so its item stays even with quantity 0.
    if (!price || (quantity === 0 && component !== identifying)) return [];
    return [{ componentKey: component.key, optionKey, unitAmountMinor: price.unitAmountMinor, quantity }];
  });
}

const isFor = (price: FixedPrice, componentKey: string, optionKey: string) =>
  price.componentKey === componentKey && price.optionKey === optionKey;

function chosen(component: FixedComponent, { seats, addons }: ContractQuantities) {
  const none = { optionKey: "", quantity: 0 };
  if (component.kind === "base") return { ...none, quantity: 1 };
  if (component.kind === "seats")
    return { ...none, quantity: Math.max(0, countedSeats(seats, component) - component.included) };
  const { choice, key } = component;
  const wanted = addonQuantity(addons[key]);
  if (choice.type === "switch") return { ...none, quantity: wanted > 0n ? 1 : 0 };
  if (choice.type === "quantity") {
    const extra = wanted - BigInt(choice.included);
    return { ...none, quantity: extra > 0n ? Number(extra) : 0 };
  }
  const option = choice.options.find((one) => one.key === addons[key]) ?? choice.options[0];
  return { optionKey: option?.key ?? "", quantity: 1 };
}
