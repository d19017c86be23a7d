import type { DecimalText, UsageComponent, UsagePrice } from "../catalog/component";
import { parseDecimal, printDecimal } from "../money/decimal";
import { divideRounded } from "../money/rounding";

/** A part of a month: `days` of `of`. */
export type DaysOf = { days: number; of: number };

/**
 * A component of which only some days of the month are billed: allowances, bounds and flat amounts of tiers, minimum and
 * cap are those of its days. Quantities are rounded up at their twelfth place, in the payer's favour; amounts half up.
 */
export function componentOfDays(component: UsageComponent, part: DaysOf): UsageComponent {
  if (part.days === part.of) return component;
  const { capMinor, minimumMinor } = component;
  return {
    ...component,
    included: quantity(component.included, part),
    includedPerSeat: quantity(component.includedPerSeat, part),
    price: priceOfDays(component.price, part),
    capMinor: capMinor === null ? null : amount(capMinor, part),
    minimumMinor: minimumMinor === null ? null : amount(minimumMinor, part),
  };
}

function priceOfDays(price: UsagePrice, part: DaysOf): UsagePrice {
  if (price.model !== "graduated" && price.model !== "volume") return price;
  return {
    ...price,
    tiers: price.tiers.map((tier) => ({
      ...tier,
      upTo: tier.upTo === null ? null : quantity(tier.upTo, part),
      flatAmountMinor: amount(tier.flatAmountMinor, part),
    })),
  };
}

const quantity = (text: DecimalText, { days, of }: DaysOf): DecimalText =>
  printDecimal(divideRounded(parseDecimal(text) * BigInt(days), BigInt(of), "up"));

const amount = (text: DecimalText, { days, of }: DaysOf): DecimalText =>
  String(divideRounded(BigInt(text) * BigInt(days), BigInt(of), "half_up"));
