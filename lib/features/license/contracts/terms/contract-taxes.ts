import type { Transaction } from "@/lib/db/transaction";
import type { ContractTerms } from "@/lib/domain/contract/contract";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { TaxRate } from "@/lib/domain/pricing/terms";
import { taxesToChoose } from "@/lib/features/catalog/estimates/prices-on-sale";
import type { Contract } from "@/lib/features/license/contracts/record/queries";

export type ContractTaxes = Pick<ContractTerms, "taxes" | "taxRounding">;

/** The taxes that a contract can have: those on offer, and what the running one has, archived meanwhile or not. */
export async function contractTaxesToChoose(
  tx: Transaction,
  running: Pick<Contract, "taxes"> | null,
): Promise<{ taxes: TaxRate[]; taxRounding: ContractTaxes["taxRounding"] }> {
  const { taxes, taxRounding } = await taxesToChoose(tx);
  const held = running?.taxes ?? [];
  const archived = held.filter(({ key }) => !taxes.some((tax) => tax.key === key));
  return { taxes: [...taxes, ...archived], taxRounding };
}

/** The taxes with these keys as they are now. Refuses by field a key that is unknown or said twice. */
export async function contractTaxes(
  tx: Transaction,
  keys: readonly string[],
  running: Pick<Contract, "taxes"> | null,
): Promise<ContractTaxes> {
  const { taxes, taxRounding } = await contractTaxesToChoose(tx, running);
  const fields: FieldError[] = [];
  const chosen = keys.flatMap((key, index) => {
    const tax = taxes.find((one) => one.key === key);
    const field = `taxKeys.${index}`;
    if (keys.indexOf(key) !== index) fields.push({ field, rule: "duplicate_key", params: { key } });
    else if (!tax) fields.push({ field, rule: "unknown_tax_rate", params: { name: key } });
    return tax ? [tax] : [];
  });
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
  return { taxes: chosen, taxRounding };
}
