import type { Component, DecimalText } from "../catalog/component";
import type { PaidInterval, PlanDefinition } from "../catalog/plan";

/** A price that can be agreed by itself: a whole fee, or what one unit costs. In minor units. */
export type NegotiablePrice = {
  component: string;
  name: Component["name"];
  kind: "base" | "seats" | "usage";
  amountMinor: DecimalText;
};

/** The prices of a plan that a quote may set otherwise. Tiers and packages are a plan of their own. */
export function negotiablePrices(
  definition: PlanDefinition,
  interval: PaidInterval,
): readonly NegotiablePrice[] {
  return definition.components.flatMap((component): NegotiablePrice[] => {
    const { key, name } = component;
    if (component.kind === "base") {
      const amountMinor = component.amountMinor[interval];
      return amountMinor === null ? [] : [{ component: key, name, kind: "base", amountMinor }];
    }
    if (component.kind === "seats") {
      const amountMinor = component.unitAmountMinor[interval];
      return amountMinor === null ? [] : [{ component: key, name, kind: "seats", amountMinor }];
    }
    if (component.kind === "usage" && component.price.model === "per_unit")
      return [{ component: key, name, kind: "usage", amountMinor: component.price.unitAmountMinor }];
    return [];
  });
}

/** The definition with other prices, by the keys of their components; what is not named stays. */
export function withPrices(
  definition: PlanDefinition,
  interval: PaidInterval,
  prices: Readonly<Record<string, DecimalText>>,
): PlanDefinition {
  return {
    ...definition,
    components: definition.components.map((component): Component => {
      const agreed = prices[component.key];
      if (agreed === undefined) return component;
      if (component.kind === "base")
        return { ...component, amountMinor: { ...component.amountMinor, [interval]: agreed } };
      if (component.kind === "seats")
        return { ...component, unitAmountMinor: { ...component.unitAmountMinor, [interval]: agreed } };
      if (component.kind === "usage" && component.price.model === "per_unit")
        return { ...component, price: { ...component.price, unitAmountMinor: agreed } };
      return component;
    }),
  };
}
