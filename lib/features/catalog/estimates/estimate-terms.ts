import { and, inArray, isNull } from "drizzle-orm";
import { taxRates } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Currency } from "@/lib/domain/money/currency";
import type { PricingTerms, TaxRate } from "@/lib/domain/pricing/terms";
import { taxRoundingOf } from "@/lib/features/catalog/tax-rates/tax-settings";
import type { EstimateRequest } from "./estimate-input";

/** The discounts and taxes of a request: tax rates of the catalog by their keys, then those that came with it. */
export async function termsOf(
  tx: Transaction,
  request: EstimateRequest,
  currency: Currency,
): Promise<PricingTerms> {
  const taxes = [...(await catalogTaxes(tx, request.taxRates)), ...request.taxes];
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

async function catalogTaxes(tx: Transaction, keys: readonly string[]): Promise<TaxRate[]> {
  if (keys.length === 0) return [];
  const rows = await tx
    .select()
    .from(taxRates)
    .where(and(inArray(taxRates.key, [...keys]), isNull(taxRates.archivedAt)));
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const unknown: FieldError[] = [];
  const found = keys.flatMap((key, index): TaxRate[] => {
    const row = byKey.get(key);
    if (!row) {
      unknown.push({ field: `taxRates.${index}`, rule: "unknown_tax_rate", params: { name: key } });
      return [];
    }
    const { displayName: name, percent, inclusive } = row;
    return [{ key, name, percent, inclusive, components: null }];
  });
  if (unknown.length > 0) throw new Refused("invalid_input", { fields: unknown });
  return found;
}

/** A tax that is named twice would be charged twice. */
function refuseRepeated({ taxRates: keys, taxes }: EstimateRequest): void {
  const seen = new Set<string>();
  const places = [
    ...keys.map((key, index) => ({ key, field: `taxRates.${index}` })),
    ...taxes.map(({ key }, index) => ({ key, field: `taxes.${index}.key` })),
  ];
  const fields = places.flatMap(({ key, field }): FieldError[] => {
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? [{ field, rule: "duplicate_key", params: { key } }] : [];
  });
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
}
