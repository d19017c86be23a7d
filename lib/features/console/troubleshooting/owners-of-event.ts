import { eq, sql } from "drizzle-orm";
import { tenants, usageEvents } from "@/drizzle/schema";
import { throughIndexes } from "@/lib/db/through-indexes";
import type { Transaction } from "@/lib/db/transaction";

export type EventOwner = { slug: string; name: string };

const mostOwners = 5;

/** The tenants that have an event with this key: a look at the primary key for each tenant. */
export async function ownersOfEvent(tx: Transaction, key: string): Promise<EventOwner[]> {
  await throughIndexes(tx);
  return tx
    .select({ slug: tenants.slug, name: tenants.name })
    .from(tenants)
    .innerJoin(
      usageEvents,
      sql`${usageEvents.tenantId} = replace(${tenants.id}, 'ten_', '')::uuid and ${eq(usageEvents.eventKey, key)}`,
    )
    .where(sql`${tenants.id} like 'ten\\_%'`)
    .limit(mostOwners);
}
