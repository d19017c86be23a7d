import { decimalPlaces, oneInTicks, parseDecimal } from "../../money/decimal";
import type { DecimalText } from "../component";
import type { Report } from "./report";

const form = /^-?(\d+)(?:\.(\d+))?$/;
const mostWholeDigits = 18;

/** Checks that a text is an exact decimal. Returns its ticks, or null once the problem is reported. */
function checkDecimal(report: Report, field: string, text: DecimalText): bigint | null {
  if (text.trim() === "") return failed(report, field, "required");
  const match = form.exec(text);
  if (!match) return failed(report, field, "not_a_decimal");
  const [, whole = "", decimals = ""] = match;
  if (decimals.length > decimalPlaces) return failed(report, field, "too_many_decimals", decimalPlaces);
  if (whole.length > mostWholeDigits) return failed(report, field, "too_many_digits", mostWholeDigits);
  return parseDecimal(text);
}

/** A quantity that is not negative. */
export function checkQuantity(report: Report, field: string, text: DecimalText): bigint | null {
  const ticks = checkDecimal(report, field, text);
  if (ticks !== null && ticks < 0n) return failed(report, field, "negative");
  return ticks;
}

/** A quantity above zero. */
export function checkPositive(report: Report, field: string, text: DecimalText): bigint | null {
  const ticks = checkDecimal(report, field, text);
  if (ticks !== null && ticks <= 0n) return failed(report, field, "not_positive");
  return ticks;
}

/** A number of things, such as seats: whole, from `minimum` to `maximum`. */
export function checkCount(
  report: Report,
  field: string,
  count: number,
  { minimum = 0, maximum }: { minimum?: number; maximum: number },
): void {
  if (!Number.isInteger(count)) report.error(field, "not_whole");
  else if (count < minimum) report.error(field, "too_small", { minimum });
  else if (count > maximum) report.error(field, "too_big", { maximum });
}

/**
 * How many digits an amount in minor units may have: eight ("a value of 99999999 for a USD charge of $999,999.99",
 * docs.stripe.com/api/payment_intents/object), and twelve in rupiah, of which a dollar buys 16,000.
 */
const mostDigits = (currency: string): number => (currency === "IDR" ? 12 : 8);

/** A price in minor units, not negative; it may have decimals. */
export function checkUnitAmount(
  report: Report,
  field: string,
  text: DecimalText,
  currency: string,
): bigint | null {
  const ticks = checkQuantity(report, field, text);
  if (ticks === null) return null;
  const digits = mostDigits(currency);
  if (ticks / oneInTicks >= 10n ** BigInt(digits)) return failed(report, field, "amount_too_big", digits);
  return ticks;
}

/** An amount that is charged as it is, so it is whole minor units. */
export function checkAmount(
  report: Report,
  field: string,
  text: DecimalText,
  currency: string,
): bigint | null {
  const ticks = checkUnitAmount(report, field, text, currency);
  if (ticks !== null && text.includes(".")) return failed(report, field, "part_of_a_minor_unit");
  return ticks;
}

function failed(report: Report, field: string, rule: string, maximum?: number): null {
  report.error(field, rule, maximum === undefined ? undefined : { maximum });
  return null;
}
