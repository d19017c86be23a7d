import { parseDecimal, printDecimal } from "../money/decimal";
import { type AmountByInterval, type DecimalText, type FixedComponent, isFixed } from "./component";
import { type LocalizedText, type PaidInterval, type PlanDefinition, paidIntervals } from "./plan";

/** One price of a plan's fixed components, as it is kept at Stripe. */
export type FixedPrice = {
  componentKey: string;
  /** The option of a group of add-ons, otherwise empty. */
  optionKey: string;
  interval: PaidInterval;
  /** Minor units for one, in its shortest form, so that equal amounts are equal texts. */
  unitAmountMinor: DecimalText;
  componentName: LocalizedText;
  optionName: LocalizedText | null;
  /** True for the component whose price tells which plan version a subscription has. */
  identifies: boolean;
};

/**
 * The component that every subscription of the plan has: the base, or without one the first fixed component.
 */
export function identifyingComponent(definition: PlanDefinition): FixedComponent | null {
  const fixed = definition.components.filter(isFixed);
  return fixed.find((component) => component.kind === "base") ?? fixed[0] ?? null;
}

/** Every price of the fixed components, in the order of the components. */
export function fixedPrices(definition: PlanDefinition): FixedPrice[] {
  const identifying = identifyingComponent(definition);
  return definition.components.filter(isFixed).flatMap((component) =>
    amountsOf(component).flatMap(({ optionKey, optionName, amounts }) =>
      paidIntervals.flatMap((interval): FixedPrice[] => {
        const amount = amounts[interval];
        if (amount === null) return [];
        return [
          {
            componentKey: component.key,
            optionKey,
            interval,
            unitAmountMinor: printDecimal(parseDecimal(amount)),
            componentName: component.name,
            optionName,
            identifies: component === identifying,
          },
        ];
      }),
    ),
  );
}

type Amounts = { optionKey: string; optionName: LocalizedText | null; amounts: AmountByInterval };

function amountsOf(component: FixedComponent): Amounts[] {
  const alone = (amounts: AmountByInterval) => [{ optionKey: "", optionName: null, amounts }];
  if (component.kind === "base") return alone(component.amountMinor);
  if (component.kind === "seats") return alone(component.unitAmountMinor);
  const { choice } = component;
  if (choice.type === "switch") return alone(choice.amountMinor);
  if (choice.type === "quantity") return alone(choice.unitAmountMinor);
  return choice.options.map(({ key, name, amountMinor }) => ({
    optionKey: key,
    optionName: name,
    amounts: amountMinor,
  }));
}
