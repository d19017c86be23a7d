import { cache } from "react";
import { orNotFound, requireTenant } from "@/lib/auth/guard";
import { readTenant } from "@/lib/features/people/tenants/read-tenant";

/** The tenant of a page, for a reader who may see it; asked once per request by the layout and the page. */
export const openTenant = cache(async (reference: string) => {
  const guarded = await requireTenant(reference);
  return { ...guarded, tenant: orNotFound(await readTenant(guarded.ctx, guarded.tenantId, {})) };
});

export type TenantParams = Promise<{ tenant: string }>;
