import type { TaxCategory } from "../catalog/component";
import type { TaxRate } from "../pricing/terms";
import type { Day } from "../time/day-span";

/** The rate of a country from a day on, until the next one of the same country and category begins. */
export type DefaultTaxRate = {
  /** ISO 3166 code. */
  country: string;
  category: TaxCategory;
  from: Day;
  /** Null: the country has none from this day on. */
  rate: Omit<TaxRate, "components"> | null;
};

/** What a country's default rates are on a day. A country without a reduced rate taxes everything at the standard one. */
export function ratesOfCountry(defaults: readonly DefaultTaxRate[], country: string, day: Day): TaxRate[] {
  const rateOf = (category: TaxCategory) =>
    defaults
      .filter((each) => each.country === country && each.category === category && each.from <= day)
      .reduce<DefaultTaxRate | null>(
        (newest, each) => (newest === null || each.from > newest.from ? each : newest),
        null,
      )?.rate ?? null;
  const [standard, reduced] = [rateOf("standard"), rateOf("reduced")];
  return [
    ...(standard
      ? [{ ...standard, components: null, ...(reduced ? { category: "standard" as const } : {}) }]
      : []),
    ...(reduced ? [{ ...reduced, components: null, category: "reduced" as const }] : []),
  ];
}
