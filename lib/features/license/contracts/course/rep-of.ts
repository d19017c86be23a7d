import { eq } from "drizzle-orm";
import { tenants, users } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

/** Who looks after the tenant, or null; asked for apart, since a tenant's own transaction sees no staff. */
export function repOf(tenantId: Id<"tenant">) {
  return acrossTenants(async (tx) => {
    const [rep] = await tx
      .select({ name: users.name, email: users.email, locale: users.locale })
      .from(users)
      .innerJoin(tenants, eq(tenants.salesRepId, users.id))
      .where(eq(tenants.id, tenantId));
    return rep ?? null;
  });
}
