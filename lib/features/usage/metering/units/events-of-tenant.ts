import { type SQL, sql } from "drizzle-orm";
import { usageEvents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";

/** Up to so many events of a tenant are read and sorted at once. */
const mostAtOnce = 10_000;

/**
 * How the events of one tenant are found best, in a transaction that reads through indexes. `isFew`: all of them by its
 * key, whatever their time. Otherwise the newest lie close enough among those of all tenants, and the key, which knows no
 * time, would have to be read from end to end: `condition` is one that no index is taken for.
 */
export async function eventsOfTenant(
  tx: Transaction,
  tenantUuid: string,
  column: SQL,
): Promise<{ condition: SQL; isFew: boolean }> {
  const [row] = (
    await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select from ${usageEvents} where tenant_id = ${tenantUuid}::uuid limit ${mostAtOnce}) as found`)
  ).rows;
  const isFew = (row?.n ?? 0) < mostAtOnce;
  const uuid = sql`${tenantUuid}::uuid`;
  return { isFew, condition: isFew ? sql`${column} = ${uuid}` : sql`${column} is not distinct from ${uuid}` };
}
