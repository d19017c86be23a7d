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
  rounding: TaxRounding,
  reduced: ReadonlySet<string>,
): RatedTax[] {
  const parsed = rates.map((rate) => ({
    rate,
    percent: parseDecimal(rate.percent),
    isOn: taxedBy(rate, reduced),
  }));
  const grossPercent = (position: Position) =>
    parsed.reduce(
      (sum, { rate, percent, isOn }) => (rate.inclusive && isOn(position) ? sum + percent : sum),
      hundred,
    );

  // A rate of a category that the plan does not have taxes nothing, so it is not mentioned.
  const mentioned = parsed.filter(({ rate, isOn }) => rate.category === undefined || positions.some(isOn));
  return mentioned.map(({ rate, percent, isOn }) => {
    const taxed = positions.filter(isOn);
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

/** Whether a rate is on a position: by the component's key and by its category. */
function taxedBy(
  { components, category }: TaxRate,
  reduced: ReadonlySet<string>,
): (position: Position) => boolean {
  const named = components && new Set(components);
  return ({ component }) =>
    (named?.has(component) ?? true) &&
    (category === undefined || (category === "reduced") === reduced.has(component));
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
