import { asc, inArray, isNull, or } from "drizzle-orm";
import { taxRates } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type FieldError, Refused } from "@/lib/domain/errors";
import { type CatalogTax, taxConflicts } from "@/lib/domain/tax/chosen-taxes";
import { readDefaultTaxRates } from "./default-tax-rates";

/** Every tax rate that can still be chosen, by key, and those of `held` that were archived meanwhile. */
export async function catalogTaxes(tx: Transaction, held: readonly string[] = []): Promise<CatalogTax[]> {
  const rows = await tx
    .select()
    .from(taxRates)
    .where(or(isNull(taxRates.archivedAt), inArray(taxRates.key, [...held])))
    .orderBy(asc(taxRates.key));
  const defaults = await readDefaultTaxRates(tx);
  return rows.map(({ key, displayName: name, percent, inclusive, country, jurisdiction }) => ({
    key,
    name,
    percent,
    inclusive,
    components: null,
    country,
    jurisdiction,
    category: defaults.find(({ rate }) => rate?.key === key)?.category ?? null,
  }));
}

/**
 * The rates with these keys. Refuses by field a key that is unknown or said twice, and a second rate of the same tax.
 */
export function taxesByKey(
  known: readonly CatalogTax[],
  keys: readonly string[],
  field: string,
): CatalogTax[] {
  const errors: FieldError[] = [];
  const places: number[] = [];
  const chosen = keys.flatMap((key, index) => {
    const tax = known.find((one) => one.key === key);
    const at = `${field}.${index}`;
    if (keys.indexOf(key) !== index) errors.push({ field: at, rule: "duplicate_key", params: { key } });
    else if (!tax) errors.push({ field: at, rule: "unknown_tax_rate", params: { name: key } });
    else {
      places.push(index);
      return [tax];
    }
    return [];
  });
  for (const { index, tax, other } of taxConflicts(chosen))
    errors.push({
      field: `${field}.${places[index]}`,
      rule: "taxes_of_one_country",
      params: { name: tax.key, other: other.key, country: tax.country },
    });
  if (errors.length > 0) throw new Refused("invalid_input", { fields: errors });
  return chosen;
}
