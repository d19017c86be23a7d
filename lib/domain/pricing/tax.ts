import { oneInTicks, parseDecimal } from "../money/decimal";
import { divideRounded } from "../money/rounding";
import type { Position } from "./position";
import type { RatedTax } from "./rated-invoice";
import type { TaxRate, TaxRounding } from "./terms";

const hundred = 100n * oneInTicks;

/**
 * The tax by rate. `I` is the sum of the inclusive percents on a position and `g` is what is left of it after
 * discounts. The net is `g × 100 / (100 + I)`. Each rate on it, inclusive or exclusive, is `g × percent /
 * (100 + I)`. These are summed exactly and rounded once for the rate.
 */
export function taxesOn(
  positions: readonly Position[],
  rates: readonly TaxRate[],
  { rounding }: TaxRounding,
): RatedTax[] {
  const parsed = rates.map((rate) => ({
    rate,
    percent: parseDecimal(rate.percent),
    named: rate.components && new Set(rate.components),
  }));
  const isOn = (named: ReadonlySet<string> | null, position: Position) =>
    named?.has(position.component) ?? true;
  const grossPercent = (position: Position) =>
    parsed.reduce(
      (sum, { rate, percent, named }) => (rate.inclusive && isOn(named, position) ? sum + percent : sum),
      hundred,
    );

  return parsed.map(({ rate, percent, named }) => {
    const taxed = positions.filter((position) => isOn(named, position));
    /** What is left of the positions, by the denominator that they share. */
    const byGross = new Map<bigint, bigint>();
    let grossMinor = 0n;
    for (const position of taxed) {
      const gross = grossPercent(position);
      byGross.set(gross, (byGross.get(gross) ?? 0n) + position.leftMinor);
      grossMinor += position.leftMinor;
    }
    const exactly = (factor: bigint) => sumOfFractions(byGross, factor);
    const tax = exactly(percent);
    const amountMinor = divideRounded(tax.numerator, tax.denominator, rounding);
    const net = exactly(hundred);
    const isOnlyInclusive =
      rate.inclusive && [...byGross.keys()].every((gross) => gross === hundred + percent);
    return {
      key: rate.key,
      name: rate.name,
      percent: rate.percent,
      inclusive: rate.inclusive,
      taxableMinor: isOnlyInclusive
        ? grossMinor - amountMinor
        : divideRounded(net.numerator, net.denominator, "half_up"),
      amountMinor,
    };
  });
}

/** The exact sum of `amount × factor / denominator`. */
function sumOfFractions(
  amountByDenominator: ReadonlyMap<bigint, bigint>,
  factor: bigint,
): { numerator: bigint; denominator: bigint } {
  let numerator = 0n;
  let denominator = 1n;
  for (const [under, amount] of amountByDenominator) {
    numerator = numerator * under + amount * factor * denominator;
    denominator *= under;
  }
  return { numerator, denominator };
}
