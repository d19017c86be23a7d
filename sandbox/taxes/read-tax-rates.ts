import type { Params } from "../params/params";
import type { TaxRate } from "../shapes/tax";
import type { Unit } from "../store/unit";

/** "You can add up to five tax rates to each line item", docs.stripe.com/invoicing/taxes/tax-rates. */
const MOST_RATES = 5;

/**
 * The tax rates in the parameter `key`: undefined when not sent, none when unset with "". An archived rate may stay where it
 * is used already, but cannot be added (docs.stripe.com/api/tax_rates/object, active).
 */
export async function readTaxRates(
  unit: Unit,
  params: Params,
  key: string,
  present: TaxRate[] = [],
): Promise<TaxRate[] | undefined> {
  const ids = params.texts(key);
  if (!ids) return undefined;
  if (ids.length > MOST_RATES) throw params.fail(key, `At most ${MOST_RATES} tax rates are allowed.`);
  if (new Set(ids).size < ids.length) throw params.fail(key, "Each tax rate may be named once.");
  const rates: TaxRate[] = [];
  for (const id of ids) {
    const { data } = await unit.need("tax_rate", id, params.name(key));
    if (!data.active && !present.some((rate) => rate.id === id))
      throw params.fail(key, `The tax rate ${id} is archived and cannot be used.`);
    rates.push(structuredClone(data));
  }
  return rates;
}
