import type { AmountByInterval, Component, DecimalText, UsagePrice } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Currency } from "@/lib/domain/money/currency";
import { majorToMinor, minorToMajor } from "@/lib/domain/money/major-units";

type Moved = (amount: DecimalText) => DecimalText;

/**
 * The plan in another currency, with every amount as it was typed: who wrote 20 for dollars reads 20 for yen, and not
 * 2,000. What a component says of its own currency stays.
 */
export function changeCurrency(definition: PlanDefinition, to: Currency): PlanDefinition {
  const moved: Moved = (amount) => {
    const major = minorToMajor(amount, definition.currency);
    return major === null ? amount : (majorToMinor(major, to) ?? amount);
  };
  return {
    ...definition,
    currency: to,
    components: definition.components.map((component) => withAmounts(component, moved)),
  };
}

const orNull = (amount: DecimalText | null, moved: Moved) => (amount === null ? null : moved(amount));
const both = ({ month, year }: AmountByInterval, moved: Moved): AmountByInterval => ({
  month: orNull(month, moved),
  year: orNull(year, moved),
});

function withAmounts(component: Component, moved: Moved): Component {
  switch (component.kind) {
    case "base":
      return { ...component, amountMinor: both(component.amountMinor, moved) };
    case "seats":
      return { ...component, unitAmountMinor: both(component.unitAmountMinor, moved) };
    case "usage":
      return {
        ...component,
        price: withPrice(component.price, moved),
        capMinor: orNull(component.capMinor, moved),
        minimumMinor: orNull(component.minimumMinor, moved),
      };
    case "on_demand":
      return { ...component, unitAmountMinor: moved(component.unitAmountMinor) };
    case "addon": {
      const { choice } = component;
      if (choice.type === "switch")
        return { ...component, choice: { ...choice, amountMinor: both(choice.amountMinor, moved) } };
      if (choice.type === "quantity")
        return { ...component, choice: { ...choice, unitAmountMinor: both(choice.unitAmountMinor, moved) } };
      const options = choice.options.map((option) => ({
        ...option,
        amountMinor: both(option.amountMinor, moved),
      }));
      return { ...component, choice: { ...choice, options } };
    }
  }
}

function withPrice(price: UsagePrice, moved: Moved): UsagePrice {
  switch (price.model) {
    case "unlimited":
    case "limit":
      return price;
    case "per_unit":
      return { ...price, unitAmountMinor: moved(price.unitAmountMinor) };
    case "package":
      return { ...price, amountMinor: moved(price.amountMinor) };
    case "graduated":
    case "volume":
      return {
        ...price,
        tiers: price.tiers.map((tier) => ({
          ...tier,
          unitAmountMinor: moved(tier.unitAmountMinor),
          flatAmountMinor: moved(tier.flatAmountMinor),
        })),
      };
  }
}
