import { invariant } from "@/lib/domain/errors";
import { oneInTicks, parseDecimal } from "@/lib/domain/money/decimal";
import { divideRounded } from "@/lib/domain/money/rounding";

/**
 * An amount as Dodo's API writes it: an integer in the currency's smallest unit. One that a JSON number could not hold
 * exactly is never sent.
 */
export function toInteger(minor: bigint): number {
  const integer = Number(minor);
  invariant(Number.isSafeInteger(integer), `${minor} is an integer that JSON numbers hold exactly`);
  return integer;
}

/** A price for one, which may have fractions of the smallest unit: rounded half up. Sums are never made of it. */
export const toUnitPrice = (amountMinor: string): number =>
  toInteger(divideRounded(parseDecimal(amountMinor), oneInTicks, "half_up"));
