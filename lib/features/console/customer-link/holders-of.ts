import { eq, inArray } from "drizzle-orm";
import { paymentAccounts, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

export type Holder = { tenantId: Id<"tenant">; slug: string; name: string };

/** Which tenants these Stripe customers are linked to, by customer id. For staff only: it names tenants. */
export async function holdersOf(customerIds: readonly string[]): Promise<Map<string, Holder>> {
  if (customerIds.length === 0) return new Map();
  const rows = await acrossTenants((tx) =>
    tx
      .select({
        customerId: paymentAccounts.stripeCustomerId,
        tenantId: tenants.id,
        slug: tenants.slug,
        name: tenants.name,
      })
      .from(paymentAccounts)
      .innerJoin(tenants, eq(tenants.id, paymentAccounts.tenantId))
      .where(inArray(paymentAccounts.stripeCustomerId, [...customerIds])),
  );
  return new Map(rows.map(({ customerId, ...holder }) => [customerId ?? "", holder]));
}
