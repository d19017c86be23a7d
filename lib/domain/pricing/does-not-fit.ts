import type { Component, SeatsComponent } from "../catalog/component";
import { countedSeats } from "../catalog/counted-seats";
import type { PlanDefinition } from "../catalog/plan";
import { parseDecimal, printDecimal } from "../money/decimal";
import { addonQuantity } from "./components/addon";
import { scaled } from "./components/usage";
import type { Quantities } from "./quantities";
import { quantityOf } from "./rater";

/** Something wanted that the plan does not sell at any price. `maximum` is in the units of the price. */
export type DoesNotFit = { component: string; maximum: string };

/** Every component whose maximum the quantities exceed; empty if all fits. */
export function doesNotFit(definition: PlanDefinition, quantities: Quantities): DoesNotFit[] {
  const seats = definition.components.find((component) => component.kind === "seats");
  return definition.components.flatMap((component) => {
    const maximum = exceeded(component, quantities, seats);
    return maximum === null ? [] : [{ component: component.key, maximum }];
  });
}

/** The maximum that is exceeded, or null. */
function exceeded(
  component: Component,
  quantities: Quantities,
  seats: SeatsComponent | undefined,
): string | null {
  if (component.kind === "seats") {
    const { maximum } = component;
    return maximum !== null && quantities.seats > maximum ? String(maximum) : null;
  }
  if (component.kind === "addon" && component.choice.type === "quantity") {
    const { maximum } = component.choice;
    const chosen = addonQuantity(quantities.addons[component.key]);
    return maximum !== null && chosen > BigInt(maximum) ? String(maximum) : null;
  }
  if (component.kind === "usage" && component.price.model === "limit") {
    const perSeat = parseDecimal(component.includedPerSeat);
    const allowed =
      parseDecimal(component.included) + perSeat * BigInt(countedSeats(quantities.seats, seats));
    const used = scaled(component.scale)(quantityOf(quantities.usage, component.meter));
    return used > allowed ? printDecimal(allowed) : null;
  }
  return null;
}
