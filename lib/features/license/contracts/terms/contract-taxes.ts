import type { Transaction } from "@/lib/db/transaction";
import type { ContractTerms } from "@/lib/domain/contract/contract";
import { type CatalogTax, chargedTaxes } from "@/lib/domain/tax/chosen-taxes";
import { catalogTaxes, taxesByKey } from "@/lib/features/catalog/tax-rates/catalog-taxes";
import { taxRoundingOf } from "@/lib/features/catalog/tax-rates/tax-settings";
import type { Contract } from "@/lib/features/license/contracts/record/queries";

export type ContractTaxes = Pick<ContractTerms, "taxes" | "taxRounding">;

/** The taxes that a contract can have: those on offer, and what the running one has, archived meanwhile or not. */
export async function contractTaxesToChoose(
  tx: Transaction,
  running: Pick<Contract, "taxes"> | null,
): Promise<{ taxes: CatalogTax[]; taxRounding: ContractTaxes["taxRounding"] }> {
  const held = (running?.taxes ?? []).map(({ key }) => key);
  return { taxes: await catalogTaxes(tx, held), taxRounding: await taxRoundingOf(tx) };
}

/** The taxes with these keys as they are now. Refuses by field what cannot be chosen, alone or together. */
export async function contractTaxes(
  tx: Transaction,
  keys: readonly string[],
  running: Pick<Contract, "taxes"> | null,
): Promise<ContractTaxes> {
  const { taxes, taxRounding } = await contractTaxesToChoose(tx, running);
  return { taxes: chargedTaxes(taxesByKey(taxes, keys, "taxKeys")), taxRounding };
}
