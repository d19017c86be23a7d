import { and, between, eq, type SQL, sql } from "drizzle-orm";
import { dauCounts, usageDays, usageSeen } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { type DayRange, rangeOfMonth } from "@/lib/domain/metering/period";
import type { Month } from "@/lib/domain/time/calendar";
import { type CountedUnit, countRows } from "@/lib/features/usage/metering/units/queries";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";

/** The units of which a tenant has ever recorded anything; two looks at an index for each unit of the catalog. */
export async function recordedUnits(tx: Transaction, tenantId: Id<"tenant">): Promise<Set<string>> {
  const tenant = sql`${uuidOf(tenantId)}::uuid`;
  const rows = (
    await tx.execute<{ unit_id: string }>(sql`
    select replace(m.id, 'mtr_', '')::uuid as unit_id from meter_units m
    where exists (select from ${usageDays} d where d.tenant_id = ${tenant} and d.unit_id = replace(m.id, 'mtr_', '')::uuid)
      or exists (select from ${usageSeen} s where s.tenant_id = ${tenant} and s.unit_id = replace(m.id, 'mtr_', '')::uuid)`)
  ).rows;
  return new Set(rows.map((row) => row.unit_id));
}

/** Counts by `unit month`, for months in a row; months without anything recorded are not there. */
export async function monthRows(
  tx: Transaction,
  tenantId: Id<"tenant">,
  units: readonly CountedUnit[],
  months: readonly Month[],
): Promise<Map<string, string>> {
  const counts = new Map<string, string>();
  for (const month of months)
    for (const { unitUuid, count } of await countRows(tx, tenantId, units, rangeOfMonth(month), "range"))
      counts.set(`${unitUuid} ${month}`, count);
  return counts;
}

/** When the newest event of each unit in a range of days happened; of `unique` units only the day is kept. */
export async function newestOfUnits(
  tx: Transaction,
  tenantId: Id<"tenant">,
  units: readonly CountedUnit[],
  range: DayRange,
): Promise<Map<string, string>> {
  if (units.length === 0) return new Map();
  const within = (column: SQL): SQL => sql`
    tenant_id = ${uuidOf(tenantId)}::uuid and day between ${range.from}::date and ${range.to}::date
    and unit_id in (${sql.join(
      units.map(({ uuid }) => sql`${uuid}::uuid`),
      sql`, `,
    )}) group by unit_id having max(${column}) is not null`;
  const times = (
    await tx.execute<{ unit_id: string; at: string }>(
      sql`select unit_id, max(last_at) as at from ${usageDays} where ${within(sql`last_at`)}`,
    )
  ).rows;
  const days = (
    await tx.execute<{ unit_id: string; at: string }>(
      sql`select unit_id, max(day)::text as at from ${usageSeen} where ${within(sql`day`)}`,
    )
  ).rows;
  return new Map([
    ...days.map((row) => [row.unit_id, row.at] as const),
    ...times.map((row) => [row.unit_id, new Date(row.at).toISOString()] as const),
  ]);
}

/** Different active users of each day of a range; days without any are not there. */
export async function usersByDay(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { from, to }: DayRange,
): Promise<Map<string, number>> {
  const rows = await tx
    .select({ day: dauCounts.day, users: dauCounts.users })
    .from(dauCounts)
    .where(and(eq(dauCounts.tenantId, uuidOf(tenantId)), between(dauCounts.day, from, to)));
  return new Map(rows.map(({ day, users }) => [day, users]));
}
