import { oneInTicks } from "@/lib/domain/money/decimal";

/** Round numbers within a decade, in tenths of it. */
const roundTenths = [10n, 12n, 15n, 20n, 25n, 30n, 40n, 50n, 60n, 80n];
/** Up to this many of the unit, every whole number is a stop. */
const countedTo = 200n * oneInTicks;
const decades = 4;

/**
 * Where a slider stops, in ticks (10⁻¹²) of the unit, smallest first: zero, round numbers over four decades, and every
 * mark (an allowance, a bound of a tier), so that what the price depends on is hit exactly. It ends at `reach` times the
 * largest mark, or at `usual` if that is more. Small counts stop at every whole number. No stop has more than
 * `decimals` decimals, but for marks.
 */
export function sliderStops(
  marks: readonly bigint[],
  usual: bigint,
  { reach = 4n, decimals = 0 }: { reach?: bigint; decimals?: number } = {},
): bigint[] {
  const top = marks.reduce((most, mark) => larger(most, mark * reach), usual);
  const step = oneInTicks / 10n ** BigInt(decimals);
  const stops = new Set([0n, top, ...marks]);
  if (top <= countedTo) for (let stop = 0n; stop <= top; stop += oneInTicks) stops.add(stop);
  else for (const stop of roundNumbers(top)) if (stop % step === 0n) stops.add(stop);
  return [...stops].sort((a, b) => (a < b ? -1 : 1));
}

function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

function roundNumbers(top: bigint): bigint[] {
  const found: bigint[] = [];
  const digits = top.toString().length;
  for (let exponent = Math.max(digits - 1 - decades, 1); exponent < digits; exponent++)
    for (const tenths of roundTenths) {
      const stop = tenths * 10n ** BigInt(exponent - 1);
      if (stop <= top) found.push(stop);
    }
  return found;
}

/** The index of the highest stop that is not above the quantity: the thumb's position. */
export function stopAt(stops: readonly bigint[], quantity: bigint): number {
  const above = stops.findIndex((stop) => stop > quantity);
  return above === -1 ? stops.length - 1 : Math.max(above - 1, 0);
}
