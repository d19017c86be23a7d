import { z } from "zod";
import type { PriceTax } from "@/lib/domain/tax/tax-settings";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { priceTaxOfTenant } from "./tax-of-tenant";

/** What the tenant's prices say of tax today; null for tenants with contracts, which have their own taxes. */
export const readPriceTax = useCase(tenant("license.view"), {
  input: z.strictObject({}),
  read: async ({ ctx, tx, standing: { tenant } }): Promise<PriceTax> =>
    tenant.salesModel === "sales_led" ? null : priceTaxOfTenant(tx, tenant, ctx.now),
});
