import { z } from "zod";
import { invariant } from "@/lib/domain/errors";
import type { Product } from "@/lib/domain/products/product";
import { plansOnSale } from "@/lib/features/catalog/plans/record/queries";
import { taxSettingsOfCatalog } from "@/lib/features/catalog/tax-rates/tax-settings";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type PlanDates, productsOf, readChosenIds, readPlanDates } from "./queries";

export type ProductView = Product & PlanDates;

/** Everything on sale as products: each plan at each interval, with what can be chosen with it. Lowest rank first. */
export const listProducts = useCase(staff("products.view"), {
  input: z.strictObject({}),
  async read({ tx }): Promise<{ products: ProductView[]; pricesIncludeTax: boolean }> {
    const versions = await plansOnSale(tx);
    const [ids, dates] = [await readChosenIds(tx), await readPlanDates(tx)];
    const products = versions.flatMap((version) => {
      const dated = dates.find(({ planVersionId }) => planVersionId === version.id);
      invariant(dated, `plan version ${version.id} has a plan`);
      const { planId, createdAt, publishedAt } = dated;
      return productsOf([version], ids).map((product) => ({ ...product, planId, createdAt, publishedAt }));
    });
    const { pricesIncludeTax } = await taxSettingsOfCatalog(tx);
    return { products, pricesIncludeTax };
  },
});
