import { invariant } from "../errors";

/** `half_up` rounds ties away from zero, as Stripe does for prorations; `down` cuts towards zero. */
export type Rounding = "half_up" | "down" | "up";

/** Exact integer division, rounded once in the named way. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  invariant(denominator !== 0n, "division by zero");
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = n / d;
  const remainder = n % d;
  const away = rounding === "up" ? remainder > 0n : rounding === "half_up" ? remainder * 2n >= d : false;
  const magnitude = away ? quotient + 1n : quotient;
  return negative ? -magnitude : magnitude;
}
