import { oneInTicks } from "../money/decimal";

/** `numerator / denominator` of two numbers that are not negative, ties away from zero. */
export const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

export function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/**
 * A price for each `per` units, as a function of the quantity: `quantity × unitAmount / per`, rounded once.
 * All three are in ticks (10⁻¹²); the result is in whole minor units.
 */
export function proportional(unitAmount: bigint, per: bigint): (quantity: bigint) => bigint {
  const denominator = per * oneInTicks;
  return (quantity) => halfUp(quantity * unitAmount, denominator);
}
