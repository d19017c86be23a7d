import { type SQL, sql } from "drizzle-orm";
import { meterUnits, usageDays, usageSeen } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type Aggregation, effectiveAggregation } from "@/lib/domain/catalog/meter-unit";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { Day, DayRange } from "@/lib/domain/metering/period";
import { stripeIntegration } from "@/lib/stripe/client";
import { uuidOf } from "./ids";

/** A meter unit with the aggregation that holds now. */
export type CountedUnit = {
  uuid: string;
  unitName: string;
  displayName: LocalizedText;
  unitLabel: LocalizedText;
  aggregation: Aggregation;
};

export async function countedUnits(tx: Transaction): Promise<CountedUnit[]> {
  const stripeIsOn = stripeIntegration();
  const rows = await tx
    .select({
      id: meterUnits.id,
      unitName: meterUnits.unitName,
      displayName: meterUnits.displayName,
      unitLabel: meterUnits.unitLabel,
      aggregation: meterUnits.aggregation,
    })
    .from(meterUnits)
    .orderBy(meterUnits.unitName);
  return rows.map(({ id, aggregation, ...unit }) => ({
    ...unit,
    uuid: uuidOf(id),
    aggregation: effectiveAggregation(aggregation, stripeIsOn),
  }));
}

/** One count as exact decimal text. `day` is empty where a whole range was asked for. */
export type CountRow = { unitUuid: string; day: Day; count: string };

/**
 * Counts of units of one tenant over a range of days, together or day by day. Units and days without anything recorded
 * have no row: they count zero. Reads rollups only, never events.
 */
export async function countRows(
  tx: Transaction,
  tenantId: Id<"tenant">,
  units: readonly CountedUnit[],
  range: DayRange,
  each: "range" | "day",
): Promise<CountRow[]> {
  const additive = units.filter(({ aggregation }) => aggregation !== "unique");
  const unique = units.filter(({ aggregation }) => aggregation === "unique");
  const aggregationOf = new Map(units.map(({ uuid, aggregation }) => [uuid, aggregation]));
  const rows: CountRow[] = [];
  if (additive.length > 0) {
    const tallies = await tx.execute<Tallied>(talliesOf(tenantId, additive, range, each));
    for (const row of tallies)
      rows.push({
        unitUuid: row.unit_id,
        day: row.day,
        count: plainDecimal(aggregatedBy(row, aggregationOf.get(row.unit_id))),
      });
  }
  if (unique.length > 0) {
    const seen = await tx.execute<{ unit_id: string; day: Day; seen: string }>(
      seenOf(tenantId, unique, range, each),
    );
    for (const row of seen) rows.push({ unitUuid: row.unit_id, day: row.day, count: row.seen });
  }
  return rows;
}

type Tallied = { unit_id: string; day: Day; events: string; sum: string; max: string; last: string };

function aggregatedBy(row: Tallied, aggregation: Aggregation | undefined): string {
  if (aggregation === "count") return row.events;
  return aggregation === "max" ? row.max : aggregation === "last" ? row.last : row.sum;
}

/** Postgres keeps trailing zeros: `1.50` → `1.5`. */
export const plainDecimal = (numeric: string): string =>
  numeric.includes(".") ? numeric.replace(/\.?0+$/, "") : numeric;

const idsOf = (units: readonly CountedUnit[]): SQL =>
  sql.join(
    units.map(({ uuid }) => sql`${uuid}::uuid`),
    sql`, `,
  );

const dayColumn = (each: "range" | "day"): SQL => (each === "day" ? sql`day::text` : sql`''`);

function talliesOf(
  tenantId: Id<"tenant">,
  units: readonly CountedUnit[],
  range: DayRange,
  each: "range" | "day",
): SQL {
  return sql`
    select unit_id, ${dayColumn(each)} as day, sum(events)::text as events, sum(sum)::text as sum, max(max)::text as max,
      (array_agg(last order by last_at desc, last_key desc))[1]::text as last
    from ${usageDays}
    where tenant_id = ${uuidOf(tenantId)}::uuid and unit_id in (${idsOf(units)})
      and day between ${range.from}::date and ${range.to}::date
    group by 1, 2`;
}

function seenOf(
  tenantId: Id<"tenant">,
  units: readonly CountedUnit[],
  range: DayRange,
  each: "range" | "day",
): SQL {
  return sql`
    select unit_id, ${dayColumn(each)} as day, count(distinct seen)::text as seen
    from ${usageSeen}
    where tenant_id = ${uuidOf(tenantId)}::uuid and unit_id in (${idsOf(units)})
      and day between ${range.from}::date and ${range.to}::date
    group by 1, 2`;
}
