import table from "./postal-codes.json" with { type: "json" };

/**
 * `postal-codes.json`, made from Google's address metadata: of each country the form of its codes, and an example with
 * their separator if they have one.
 */
const forms: Readonly<Record<string, string[]>> = table;

/**
 * A postal code as its country writes it, and whether it has its form: however it was typed, with full-width digits, 〒, a
 * hyphen or space too many or too few, or the country's letters before it, as on old envelopes ("D-10115").
 */
export function readPostalCode(country: string, typed: string): { code: string; fits: boolean } {
  const text = typed
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/^〒\s*/, "")
    .replace(/[\p{Pd}−ー]/gu, "-")
    .replace(/\s+/g, " ")
    .trim()
    .toUpperCase();
  const [form, example = ""] = (Object.hasOwn(forms, country) ? forms[country] : undefined) ?? [];
  if (form === undefined || text === "") return { code: text, fits: true };
  const pattern = new RegExp(`^(?:${form})$`);
  const found = writingsOf(text, country, example).find((writing) => pattern.test(writing));
  return { code: found ?? text, fits: found !== undefined };
}

/** The ways to write what was typed, the country's own first. */
function writingsOf(text: string, country: string, example: string): string[] {
  const compact = text.replace(/[ -]/g, "");
  const without = text.replace(/^[A-Z]{1,3}[ -]/, "");
  return [
    ...laidOutAs(example, compact),
    text,
    compact,
    `${country}-${compact}`,
    `${country}${compact}`,
    without,
    without.replace(/[ -]/g, ""),
  ];
}

/** Separators as in the example, counted from the end: British codes have their space before the last three. */
function laidOutAs(example: string, compact: string): string[] {
  const at = /[ -]/.exec(example)?.index;
  if (at === undefined) return [];
  const cut = compact.length - (example.length - at - 1);
  return cut > 0 ? [compact.slice(0, cut) + example[at] + compact.slice(cut)] : [];
}
