import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { TaxRounding } from "@/lib/domain/pricing/terms";
import type { CatalogTax } from "@/lib/domain/tax/chosen-taxes";
import { type PlanVersion, plansOnSale } from "@/lib/features/catalog/plans/record/queries";
import { catalogTaxes } from "@/lib/features/catalog/tax-rates/catalog-taxes";
import { taxRoundingOf } from "@/lib/features/catalog/tax-rates/tax-settings";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** A plan as it can be bought now, or as somebody holds it. */
export type PricedPlan = { planKey: string; version: number; definition: PlanDefinition };

/** What estimates are made from: plans, lowest rank first, and the taxes that can be put on them. */
export type PricesOnSale = { plans: PricedPlan[]; taxes: CatalogTax[]; taxRounding: TaxRounding };

/** Everything on sale in every currency, for staff and what they quote. */
export const pricesOnSale = useCase(staff("estimates.make"), {
  input: z.strictObject({}),
  async read({ tx }): Promise<PricesOnSale> {
    return { plans: (await plansOnSale(tx)).map(pricedPlan), ...(await taxesToChoose(tx)) };
  },
});

export const pricedPlan = ({ planKey, version, definition }: PlanVersion): PricedPlan => ({
  planKey,
  version,
  definition,
});

/** Every tax rate that can still be chosen, by key, on all components. */
export async function taxesToChoose(tx: Transaction): Promise<Pick<PricesOnSale, "taxes" | "taxRounding">> {
  return { taxes: await catalogTaxes(tx), taxRounding: await taxRoundingOf(tx) };
}
