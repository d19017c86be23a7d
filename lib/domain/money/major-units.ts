import { type Currency, minorUnitDigits } from "./currency";

/*
 * People type and read amounts in major units ($0.005); definitions hold them as text in minor units ("0.5").
 * Moving the point in the text is exact for any number of places, so a text with too many of them is shown as
 * it was typed.
 */

const plain = /^(-?)(\d*)(?:\.(\d*))?$/;

/**
 * Converts text in major units to decimal text in minor units: `majorToMinor("0.005", "USD")` → `0.5`. It
 * accepts thousands separators, spaces and full-width digits. Null for text that is no decimal number, such
 * as "12a" or nothing.
 */
export function majorToMinor(typed: string, currency: Currency): string | null {
  return shifted(typedDecimal(typed), minorUnitDigits(currency));
}

/**
 * The inverse, for an input field: `minorToMajor("2000", "USD")` → `20`. Null for text that is no decimal
 * number.
 */
export function minorToMajor(minor: string, currency: Currency): string | null {
  return shifted(minor, -minorUnitDigits(currency));
}

/** Typed text as plain decimal text: `1，２００.50` → `1200.50`. Text that is no number comes back unchanged. */
export function typedDecimal(typed: string): string {
  const narrow = typed.normalize("NFKC").replaceAll("−", "-").replaceAll("。", ".").trim();
  // A separator stands between groups of three. "0,005" is how some people write a decimal, so it is no
  // number here.
  const isGrouped = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(narrow) && !/^-?0,/.test(narrow);
  return isGrouped ? narrow.replaceAll(",", "") : narrow;
}

/** Moves the point `places` to the right and drops leading and trailing zeros. */
function shifted(decimal: string, places: number): string | null {
  const match = plain.exec(decimal);
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  if (whole === "" && fraction === "") return null;
  const digits = whole.padStart(-places, "0") + fraction.padEnd(places, "0");
  const point = Math.max(whole.length, -places) + places;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, "") || "0";
  const after = digits.slice(point).replace(/0+$/, "");
  const isZero = before === "0" && after === "";
  return `${isZero ? "" : sign}${before}${after && `.${after}`}`;
}
