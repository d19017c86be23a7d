import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { type PlanVersion, plansOnSale } from "@/lib/features/catalog/plans/record/queries";
import { taxSettingsOfCatalog } from "@/lib/features/catalog/tax-rates/tax-settings";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type PlansForSale = { plans: PlanVersion[]; pricesIncludeTax: boolean };

/** What anybody can buy now, lowest rank first; with a key only that plan. */
export const plansForSale = useCase(staff("products.view"), {
  input: z.strictObject({ key: z.string().optional() }),
  async read({ tx, input: { key } }): Promise<PlansForSale> {
    const plans = (await plansOnSale(tx)).filter(({ planKey }) => key === undefined || planKey === key);
    if (key !== undefined && plans.length === 0) throw new Refused("not_found");
    return { plans, pricesIncludeTax: (await taxSettingsOfCatalog(tx)).pricesIncludeTax };
  },
});
