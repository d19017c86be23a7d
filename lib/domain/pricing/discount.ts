import { oneInTicks, parseDecimal } from "../money/decimal";
import { halfUp, smaller } from "./arithmetic";
import { type Position, takeOff, writeDiscounts } from "./position";
import type { RatedDiscount } from "./rated-invoice";
import type { Discount } from "./terms";

const hundred = 100n * oneInTicks;

/** Applies the discounts one after the other, each to what the earlier ones have left; never below zero. */
export function applyDiscounts(
  positions: readonly Position[],
  discounts: readonly Discount[],
  monthsBefore: number,
): RatedDiscount[] {
  const taken = discounts
    .filter(({ months }) => months === null || monthsBefore < months)
    .map(({ name, value, components }) => {
      const named = components && new Set(components);
      const lowered = named ? positions.filter(({ component }) => named.has(component)) : positions;
      const left = lowered.reduce((sum, { leftMinor }) => sum + leftMinor, 0n);
      const wanted =
        value.type === "percent"
          ? halfUp(left * parseDecimal(value.percent), hundred)
          : BigInt(value.amountMinor);
      const amountMinor = smaller(wanted, left);
      takeOff(lowered, amountMinor);
      return { name, percent: value.type === "percent" ? value.percent : null, amountMinor };
    });
  writeDiscounts(positions);
  return taken;
}
