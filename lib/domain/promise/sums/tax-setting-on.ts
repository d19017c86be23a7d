import type { TaxCategory } from "../../catalog/component";
import { invariant } from "../../errors";
import type { Day } from "../../time/day-span";
import type { BorneRate } from "../lines/billed-line";
import type { TaxSetting } from "../promise-terms";

/** The setting that holds on a day: the last one that began by then. Without settings nothing is taxed. */
export function taxSettingOn(settings: readonly TaxSetting[], day: Day): TaxSetting {
  if (settings.length === 0) return { from: day, treatment: "taxed", reason: null, rates: [] };
  const found = settings.findLast(({ from }) => from <= day);
  invariant(found, `a tax setting holds on ${day}`);
  return found;
}

type TaxedAs = { component: string; taxCategory: TaxCategory };

/** The rates on a line; none unless the payer is taxed. */
export function ratesOn({ treatment, rates }: TaxSetting, line: TaxedAs): BorneRate[] {
  if (treatment !== "taxed") return [];
  return rates
    .filter(({ components }) => components?.includes(line.component) ?? true)
    .filter(({ category }) => category === undefined || category === line.taxCategory)
    .map(({ key, name, percent, inclusive }) => ({ key, name, percent, inclusive }));
}
