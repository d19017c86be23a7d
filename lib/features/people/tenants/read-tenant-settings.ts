import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
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
  async read({ standing: { roles } }): Promise<TenantSettings> {
    return {
      mayEdit: may(roles, "tenant.edit"),
      mayChangeTimeZone: may(roles, "tenant.change_time_zone"),
      mayChangeSalesModel: may(roles, "tenant.change_sales_model"),
    };
  },
});
