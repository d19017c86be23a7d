import type { AddonComponent, AmountByInterval, SeatsComponent } from "../catalog/component";
import type { LocalizedText, PaidInterval, PlanDefinition } from "../catalog/plan";

/** A plan at an interval, as it is sold by an id. */
export type Product = {
  id: string;
  planKey: string;
  interval: PaidInterval;
  definition: PlanDefinition;
  addOns: ProductAddOn[];
};

/** Something that can be chosen with a product: seats beyond the included ones, an add-on, or an option of a group. */
export type ProductAddOn = {
  id: string;
  component: SeatsComponent | AddonComponent;
  /** The option of a group; otherwise empty. */
  optionKey: string;
  name: LocalizedText;
  /** What one of it costs. */
  unitAmountMinor: AmountByInterval;
};

/** An id that an administrator has chosen. `interval` is empty for an add-on, `componentKey` for a product. */
export type ChosenId = {
  interval: PaidInterval | "";
  componentKey: string;
  optionKey: string;
  externalId: string;
};

/** The id of a plan at an interval, unless another one was chosen. No key has a dot, so it names only one. */
export const productId = (planKey: string, interval: PaidInterval): string => `prod_${planKey}.${interval}`;

/** The id of what can be chosen with a plan, unless another one was chosen. */
export const addOnId = (planKey: string, componentKey: string, optionKey: string): string =>
  `addon_${[planKey, componentKey, optionKey].filter((part) => part !== "").join(".")}`;

type Sold = { planKey: string; definition: PlanDefinition };

export function productOf(
  { planKey, definition }: Sold,
  interval: PaidInterval,
  ids: readonly ChosenId[],
): Product {
  const chosen = ids.find((each) => each.componentKey === "" && each.interval === interval);
  return {
    id: chosen?.externalId ?? productId(planKey, interval),
    planKey,
    interval,
    definition,
    addOns: addOnsOf({ planKey, definition }, ids).filter(
      ({ unitAmountMinor }) => unitAmountMinor[interval] !== null,
    ),
  };
}

/** Everything that can be chosen with a plan. The first option of a group holds unless another is chosen. */
export function addOnsOf({ planKey, definition }: Sold, ids: readonly ChosenId[]): ProductAddOn[] {
  return definition.components.flatMap((component): ProductAddOn[] => {
    if (component.kind !== "seats" && component.kind !== "addon") return [];
    const made = (
      optionKey: string,
      name: LocalizedText,
      unitAmountMinor: AmountByInterval,
    ): ProductAddOn => {
      const chosen = ids.find((each) => each.componentKey === component.key && each.optionKey === optionKey);
      const id = chosen?.externalId ?? addOnId(planKey, component.key, optionKey);
      return { id, component, optionKey, name, unitAmountMinor };
    };
    if (component.kind === "seats") return [made("", component.name, component.unitAmountMinor)];
    const { choice, name } = component;
    if (choice.type === "switch") return [made("", name, choice.amountMinor)];
    if (choice.type === "quantity") return [made("", name, choice.unitAmountMinor)];
    return choice.options
      .slice(1)
      .map((option) =>
        made(
          option.key,
          { en: `${name.en}: ${option.name.en}`, ja: `${name.ja}: ${option.name.ja}` },
          option.amountMinor,
        ),
      );
  });
}
