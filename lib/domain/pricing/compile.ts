import { type Component, isFixed, type SeatsComponent } from "../catalog/component";
import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import type { Currency } from "../money/currency";
import { addonRater } from "./components/addon";
import { baseRater } from "./components/base";
import { onDemandRater } from "./components/on-demand";
import { seatsRater } from "./components/seats";
import { usageRater } from "./components/usage";
import type { Rater } from "./rater";

/** A plan made ready for rating at one interval: every text is parsed once. */
export type CompiledPlan = {
  currency: Currency;
  raters: readonly { rate: Rater; fixed: boolean }[];
  /** Keys of the components at a country's reduced rate. */
  reduced: ReadonlySet<string>;
};

/**
 * Prepares a plan for rating. The plan must have no errors (`planProblems` in lib/domain/catalog), so a text
 * that is no number here is a mistake of this code. A fixed component without an amount for the interval is
 * left out.
 */
export function compilePlan(definition: PlanDefinition, interval: PaidInterval): CompiledPlan {
  const seats = definition.components.find((component) => component.kind === "seats");
  return {
    currency: definition.currency,
    raters: definition.components.flatMap((component) => {
      const rate = raterOf(component, interval, seats);
      return rate ? [{ rate, fixed: isFixed(component) }] : [];
    }),
    reduced: new Set(
      definition.components.flatMap(({ key, taxCategory }) => (taxCategory === "reduced" ? [key] : [])),
    ),
  };
}

function raterOf(
  component: Component,
  interval: PaidInterval,
  seats: SeatsComponent | undefined,
): Rater | null {
  switch (component.kind) {
    case "base":
      return baseRater(component, interval);
    case "seats":
      return seatsRater(component, interval);
    case "usage":
      return usageRater(component, seats);
    case "addon":
      return addonRater(component, interval);
    case "on_demand":
      return onDemandRater(component);
  }
}
