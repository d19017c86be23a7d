import { z } from "zod";
import { mayNow } from "@/lib/domain/access/closed-tenant";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** What staff may change of a tenant, for the page that offers it; the use-cases check again. */
export type TenantSettings = {
  mayEdit: boolean;
  mayChangeTimeZone: boolean;
  mayChangeSalesModel: boolean;
};

export const readTenantSettings = useCase(tenant("tenant.view"), {
  input: z.strictObject({}),
  async read({ standing: { roles, tenant } }): Promise<TenantSettings> {
    return {
      mayEdit: mayNow(roles, "tenant.edit", tenant),
      mayChangeTimeZone: mayNow(roles, "tenant.change_time_zone", tenant),
      mayChangeSalesModel: mayNow(roles, "tenant.change_sales_model", tenant),
    };
  },
});
