import type { Transaction } from "@/lib/db/transaction";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Currency } from "@/lib/domain/money/currency";
import type { PricingTerms } from "@/lib/domain/pricing/terms";
import { chargedTaxes } from "@/lib/domain/tax/chosen-taxes";
import { catalogTaxes, taxesByKey } from "@/lib/features/catalog/tax-rates/catalog-taxes";
import { taxRoundingOf } from "@/lib/features/catalog/tax-rates/tax-settings";
import type { EstimateRequest } from "./estimate-input";

/**
 * The discounts and taxes of a request: tax rates of the catalog by their keys, then those that came with it. What is
 * wrong with the keys is said of `taxField`.
 */
export async function termsOf(
  tx: Transaction,
  request: EstimateRequest,
  currency: Currency,
  taxField = "taxRates",
): Promise<PricingTerms> {
  const named = chargedTaxes(taxesByKey(await catalogTaxes(tx), request.taxRates, taxField));
  const taxes = [...named, ...request.taxes];
  refuseRepeated(request);
  return {
    discounts: request.discounts.map(({ value, ...discount }) => ({
      ...discount,
      value: value.type === "percent" ? value : { ...value, currency },
    })),
    monthsBefore: request.monthsBefore,
    taxes,
    taxRounding: request.taxRounding ?? (await taxRoundingOf(tx)),
  };
}

/** A tax of the request that is called like another one would be charged beside it. */
function refuseRepeated({ taxRates: keys, taxes }: EstimateRequest): void {
  const fields = taxes.flatMap(({ key }, index): FieldError[] => {
    const isRepeated = keys.includes(key) || taxes.findIndex((other) => other.key === key) !== index;
    return isRepeated ? [{ field: `taxes.${index}.key`, rule: "duplicate_key", params: { key } }] : [];
  });
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
}
