/**
 * The singular of an English unit label, of which the catalog has only the plural: "API calls" → "API call",
 * "GB" → "GB". Null if the rule is not sure. The sentence then does without, because a wrong guess reads
 * worse than "each".
 */
export function singularOf(unit: string): string | null {
  const last = /\S+$/.exec(unit)?.[0] ?? "";
  const before = unit.slice(0, unit.length - last.length);
  if (isSymbol(last)) return unit;
  if (/[^aeiou]ies$/i.test(last)) return `${before}${last.slice(0, -3)}y`;
  if (/(ss|us|is|[sxz]es|ches|shes)$/i.test(last)) return null;
  if (/[a-z]s$/i.test(last)) return `${before}${last.slice(0, -1)}`;
  return null;
}

/** A symbol such as GB, kWh or TiB is the same in singular and plural. */
export const isSymbol = (unit: string): boolean => /^[a-zµ]?[A-Z]{1,3}[a-z]?[A-Z]?$/.test(unit);
