import { type Currency, minorUnitDigits } from "../../money/currency";
import { divideRounded, type Rounding } from "../../money/rounding";

const wholeOnly = new Set(["ISK", "UGX"]);

/**
 * The smallest amount that Stripe charges, in minor units. ISK and UGX are counted in two decimals that must be zero;
 * amounts of currencies with three decimals end in 0 (docs.stripe.com/currencies).
 */
export function chargeStep(currency: Currency): bigint {
  if (wholeOnly.has(currency)) return 100n;
  return minorUnitDigits(currency) === 3 ? 10n : 1n;
}

/** `numerator / denominator` minor units, rounded once to a multiple of `step`. */
export const roundToStep = (
  numerator: bigint,
  denominator: bigint,
  step: bigint,
  rounding: Rounding = "half_up",
): bigint => divideRounded(numerator, denominator * step, rounding) * step;
