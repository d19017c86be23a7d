import type { TaxCategory } from "../catalog/component";
import type { TaxRate } from "../pricing/terms";

/** A rate of the catalog with what says whether it can stand beside another one. */
export type CatalogTax = Omit<TaxRate, "category"> & {
  /** ISO 3166; empty: it belongs to no country. */
  country: string;
  jurisdiction: string;
  /** As which default rate of its country it is known; null: as none. */
  category: TaxCategory | null;
};

/** Two rates that tax the same thing twice, by their places among those that were chosen. */
export type TaxConflict = { index: number; tax: CatalogTax; other: CatalogTax };

/**
 * The rates of one country that would both be charged, such as two rates of consumption tax. A standard and a reduced
 * rate share the components, and taxes of two named jurisdictions (a state and a city) are charged together.
 */
export function taxConflicts(chosen: readonly CatalogTax[]): TaxConflict[] {
  return chosen.flatMap((tax, index) => {
    const other = chosen.slice(0, index).find((before) => areSameTax(before, tax));
    return other ? [{ index, tax, other }] : [];
  });
}

function areSameTax(one: CatalogTax, other: CatalogTax): boolean {
  if (one.country === "" || one.country !== other.country || areParts(one, other)) return false;
  return one.jurisdiction === "" || other.jurisdiction === "" || one.jurisdiction === other.jurisdiction;
}

/** True for the standard and the reduced rate of one country. */
const areParts = (one: CatalogTax, other: CatalogTax): boolean =>
  one.country === other.country &&
  one.category !== null &&
  other.category !== null &&
  one.category !== other.category;

/** The chosen rates as they are charged. Each of a standard and a reduced one is on the components of its category only. */
export const chargedTaxes = (chosen: readonly CatalogTax[]): TaxRate[] =>
  chosen.map((tax) => {
    const { country: _, jurisdiction: __, category, ...rate } = tax;
    return category !== null && chosen.some((other) => areParts(tax, other)) ? { ...rate, category } : rate;
  });
