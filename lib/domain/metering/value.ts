import { isDecimal } from "../money/decimal";

/** A recorded value as exact decimal text, or the rule that it breaks. */
export type Value = { ok: true; text: string } | { ok: false; rule: "not_a_number" | "number_too_long" };

/**
 * The exact decimal of a property. A number in JSON keeps the digits that were sent. Whole numbers beyond 2⁵³
 * lose digits when JSON is parsed, so they must be sent as text. At most 18 digits before and 12 after the
 * point.
 */
export function recordedValue(property: string | number | boolean): Value {
  if (typeof property === "boolean") return { ok: false, rule: "not_a_number" };
  const text = typeof property === "number" ? plainDigits(property) : property.trim();
  if (isDecimal(text) && (typeof property === "string" || isExact(property))) return { ok: true, text };
  return { ok: false, rule: /^-?\d+(\.\d+)?$/.test(text) ? "number_too_long" : "not_a_number" };
}

const isExact = (value: number) => Math.abs(value) <= Number.MAX_SAFE_INTEGER;

/** `1e-7` → `0.0000001`: JavaScript writes small and large numbers with an exponent. */
function plainDigits(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign, first = "", rest = "", exponent] = match;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, "0").slice(0, point)}${digits.length > point ? `.${digits.slice(point)}` : ""}`;
}
