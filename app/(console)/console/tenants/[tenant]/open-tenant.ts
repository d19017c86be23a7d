import { cache } from "react";
import { orNotFound, requireTenant } from "@/lib/auth/guard";
import { readTenant } from "@/lib/features/people/tenants/read-tenant";
import { openConsole } from "../../open-console";

/** For the pages of one tenant in the console. */
export const openTenant = cache(async (reference: string) => {
  const { ctx, person } = await openConsole();
  const { tenantId } = await requireTenant(reference);
  return { ctx, person, tenant: orNotFound(await readTenant(ctx, tenantId, {})) };
});
