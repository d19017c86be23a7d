import { type Currency, minorUnitDigits } from "./currency";

/*
 * People type and read amounts in major units ($0.005), definitions hold them as text in minor units ("0.5"). Moving
 * the point in the text is exact for any number of places, so what has too many of them is still shown as it was typed.
 */

const plain = /^(-?)(\d*)(?:\.(\d*))?$/;

/**
 * What somebody typed in major units as decimal text of minor units: `majorToMinor("0.005", "USD")` → `0.5`. Takes
 * thousands separators, spaces and full-width digits; null for what is no decimal number, such as "12a" or nothing.
 */
export function majorToMinor(typed: string, currency: Currency): string | null {
  return shifted(typedDecimal(typed), minorUnitDigits(currency));
}

/** The way back, for a field to type in: `minorToMajor("2000", "USD")` → `20`; null for what is no decimal number. */
export function minorToMajor(minor: string, currency: Currency): string | null {
  return shifted(minor, -minorUnitDigits(currency));
}

/** What somebody typed as plain decimal text: "１，２００.50" → `1200.50`. What is no number comes back as it is. */
export function typedDecimal(typed: string): string {
  const narrow = typed.normalize("NFKC").replaceAll("−", "-").replaceAll("。", ".").trim();
  // A separator stands between groups of three; "0,005" is how some people write a decimal and is no number here.
  const isGrouped = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(narrow) && !/^-?0,/.test(narrow);
  return isGrouped ? narrow.replaceAll(",", "") : narrow;
}

/** Moves the point `places` to the right and drops zeros that say nothing. */
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
