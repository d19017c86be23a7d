import { sql } from "drizzle-orm";
import { usageCorrections, usageDays, usageEvents, usagePoints, usageSeen } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Day } from "@/lib/domain/metering/period";
import { localDays } from "@/lib/domain/time/local-days";
import { isFrozen } from "@/lib/features/usage/metering/units/archive-state";
import { everyOne, type RecountSubject } from "@/lib/features/usage/metering/units/request-recount";

export type DayOfTenant = { tenantId: string; day: Day };

type Zones = ReadonlyMap<string, string>;
type Span = { tenant_id: string; first: string; last: string };

/**
 * The days of tenants on which something was counted or may count now, in a fixed order; frozen days are left out. One
 * scan of the events, without a lock: what comes later is counted by the present rule when it comes.
 */
export async function planRecount(
  tx: Transaction,
  { tenantId, unitId }: RecountSubject,
  eventName: string | null,
  zones: Zones,
  archivedBefore: Date | null,
): Promise<DayOfTenant[]> {
  const ofTenant = tenantId === everyOne ? sql`true` : sql`tenant_id = ${tenantId}::uuid`;
  const ofUnit = unitId === everyOne ? sql`true` : sql`unit_id = ${unitId}::uuid`;
  const counted = (
    await tx.execute<{ tenant_id: string; day: Day }>(sql`
    select tenant_id, day::text from ${usageDays} where ${ofTenant} and ${ofUnit}
    union select tenant_id, day::text from ${usageSeen} where ${ofTenant} and ${ofUnit}`)
  ).rows;
  // By hours (UTC): with their first and last instant they fall into the days of any zone exactly.
  const ofName = eventName === null ? sql`true` : sql`event_name = ${eventName}`;
  const spans = (
    await tx.execute<Span>(sql`
    select tenant_id, min(at) as first, max(at) as last from (
      select tenant_id, occurred_at as at from ${usageEvents} where ${ofTenant} and ${ofName}
      union all
      select tenant_id, occurred_at from ${usageCorrections} where ${ofTenant} and occurred_at is not null
      union all
      select tenant_id, at from ${usagePoints} where ${ofTenant} and ${ofUnit}
    ) happened
    group by tenant_id, date_trunc('hour', at)`)
  ).rows;
  const found = new Map<string, DayOfTenant>();
  const add = (tenant: string, day: Day) => {
    const zone = zones.get(tenant);
    if (zone && !isFrozen(day, zone, archivedBefore))
      found.set(`${tenant} ${day}`, { tenantId: tenant, day });
  };
  for (const row of counted) add(row.tenant_id, row.day);
  const daysIn = new Map<string, (instantMs: number) => Day>();
  for (const { tenant_id: tenant, first, last } of spans) {
    const dayOf = daysIn.get(tenant) ?? localDays(zones.get(tenant) ?? "UTC");
    daysIn.set(tenant, dayOf);
    for (const at of [first, last]) add(tenant, dayOf(Date.parse(at)));
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
