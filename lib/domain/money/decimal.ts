import { invariant } from "../errors";

/** Decimal places kept exactly, as in Stripe's `unit_amount_decimal`. */
export const decimalPlaces = 12;

/** 10¹²: a decimal of up to 12 places is held as a bigint counted in millionth millionths ("ticks"). */
export const oneInTicks = 10n ** 12n;

const form = /^(-?)(\d{1,18})(?:\.(\d{1,12}))?$/;

/** True for text like `10`, `0.005`, `-3.25`: at most 18 digits before and 12 after the point, no exponent. */
export const isDecimal = (text: string): boolean => form.test(text);

/**
 * Exact ticks of a decimal text. Input is checked with `isDecimal` first, so any other text is a mistake of
 * this code.
 */
export function parseDecimal(text: string): bigint {
  const match = form.exec(text);
  invariant(match, `"${text}" is a decimal of at most ${decimalPlaces} places`);
  const [, sign, whole = "0", fraction] = match;
  const magnitude =
    BigInt(whole) * oneInTicks + (fraction ? BigInt(fraction.padEnd(decimalPlaces, "0")) : 0n);
  return sign ? -magnitude : magnitude;
}

/** The shortest text that parses to the same ticks: `0.005`, `10`, `-3.25`. */
export function printDecimal(ticks: bigint): string {
  const magnitude = ticks < 0n ? -ticks : ticks;
  const whole = magnitude / oneInTicks;
  const rest = magnitude % oneInTicks;
  const fraction = rest === 0n ? "" : `.${rest.toString().padStart(decimalPlaces, "0").replace(/0+$/, "")}`;
  return `${ticks < 0n ? "-" : ""}${whole}${fraction}`;
}
