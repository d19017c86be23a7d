import type { Scale, SeatsComponent, UsageComponent } from "../../catalog/component";
import { countedSeats } from "../../catalog/counted-seats";
import { invariant } from "../../errors";
import { decimalPlaces, oneInTicks, parseDecimal, printDecimal } from "../../money/decimal";
import { divideRounded } from "../../money/rounding";
import { smaller } from "../arithmetic";
import { priceModelOf } from "../models/price-model-of";
import { line, quantityOf, type Rater } from "../rater";

/**
 * Usage of a month. Recorded units become priced units, the allowance is a line of zero, and the component's
 * model prices the rest. A line of its own raises the sum to the minimum or lowers it to the cap.
 */
export function usageRater(component: UsageComponent, seatsOfPlan: SeatsComponent | undefined): Rater {
  const labels = { component: component.key, name: component.name, unit: component.unit };
  const toPriced = scaled(component.scale);
  const price = priceModelOf(component.price, labels);
  const allowanceFor = allowance(component);
  const cap = component.capMinor === null ? null : BigInt(component.capMinor);
  const minimum = component.minimumMinor === null ? 0n : BigInt(component.minimumMinor);

  return (quantities, lines) => {
    const used = toPriced(quantityOf(quantities.usage, component.meter));
    const allowed = price ? allowanceFor(countedSeats(quantities.seats, seatsOfPlan)) : used;
    const free = smaller(used, allowed);
    if (free > 0n) lines.push(line("included", labels, printDecimal(free), 0n));

    const first = lines.length;
    if (price && used > free) price(used - free, lines);
    if (minimum === 0n && cap === null) return;
    let sum = 0n;
    for (let index = first; index < lines.length; index++) sum += lines[index]?.amountMinor ?? 0n;
    if (sum < minimum) lines.push(line("minimum", labels, "1", minimum - sum));
    else if (cap !== null && sum > cap) lines.push(line("cap", labels, "1", cap - sum));
  };
}

/** The allowance in ticks of priced units, by the number of counted seats. */
function allowance(component: UsageComponent): (seats: number) => bigint {
  const included = parseDecimal(component.included);
  const perSeat = parseDecimal(component.includedPerSeat);
  return perSeat === 0n ? () => included : (seats) => included + perSeat * BigInt(seats);
}

/**
 * Converts recorded units to priced units, both in ticks: `recorded / divideBy`, rounded to the scale's
 * decimal places.
 */
export function scaled(scale: Scale | null): (recorded: bigint) => bigint {
  if (scale === null) return (recorded) => recorded;
  invariant(
    scale.decimals >= 0 && scale.decimals <= decimalPlaces,
    `a scale has 0 to ${decimalPlaces} decimals`,
  );
  const divideBy = parseDecimal(scale.divideBy);
  const stepsInOne = 10n ** BigInt(scale.decimals);
  const step = oneInTicks / stepsInOne;
  // Both are in ticks, which cancel out: the quotient counts steps of 10^-decimals.
  return (recorded) => divideRounded(recorded * stepsInOne, divideBy, scale.rounding) * step;
}
