import { invariant } from "../errors";
import type { Currency } from "./currency";
import { divideRounded, type Rounding } from "./rounding";

/** An exact amount: `minor` counts the currency's smallest unit (yen, cents). Never a JS number. */
export type Money = { readonly minor: bigint; readonly currency: Currency };

export const money = (minor: bigint, currency: Currency): Money => ({ minor, currency });
const zero = (currency: Currency): Money => money(0n, currency);

export function add(a: Money, b: Money): Money {
  invariant(a.currency === b.currency, `adding ${a.currency} to ${b.currency}`);
  return money(a.minor + b.minor, a.currency);
}

export const sum = (parts: readonly Money[], currency: Currency): Money => parts.reduce(add, zero(currency));

/** `amount × numerator / denominator`, rounded once. */
export function multiplyByRatio(
  amount: Money,
  numerator: bigint,
  denominator: bigint,
  rounding: Rounding = "half_up",
): Money {
  return money(divideRounded(amount.minor * numerator, denominator, rounding), amount.currency);
}

/**
 * Splits an amount by weights so that the shares add up exactly to it. Everyone gets the floor of their
 * share. The rest goes, one minor unit each, to the largest remainders (ties: first come).
 */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  const totalWeight = weights.reduce((a, b) => a + b, 0n);
  invariant(
    totalWeight > 0n && weights.every((weight) => weight >= 0n),
    "weights are not negative and not all zero",
  );
  const sign = amount.minor < 0n ? -1n : 1n;
  const magnitude = amount.minor * sign;
  const shares = weights.map((weight, index) => ({
    index,
    floor: (magnitude * weight) / totalWeight,
    remainder: (magnitude * weight) % totalWeight,
  }));
  let left = magnitude - shares.reduce((total, share) => total + share.floor, 0n);
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left === 0n) break;
    share.floor += 1n;
    left -= 1n;
  }
  return shares.map((share) => money(share.floor * sign, amount.currency));
}
