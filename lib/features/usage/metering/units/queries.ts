import { meterUnits } from "@/drizzle/schema";
import { plainArray, preparedRows } from "@/lib/db/prepared";
import type { Transaction } from "@/lib/db/transaction";
import { type Aggregation, effectiveAggregation } from "@/lib/domain/catalog/meter-unit";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { Day, DayRange } from "@/lib/domain/metering/period";
import { aggregationsApplyNow } from "./aggregations-apply-now";
import { uuidOf } from "./tenant-uuid";

/** A meter unit with the aggregation that holds now. */
export type CountedUnit = {
  uuid: string;
  unitName: string;
  displayName: LocalizedText;
  unitLabel: LocalizedText;
  aggregation: Aggregation;
};

export async function countedUnits(tx: Transaction): Promise<CountedUnit[]> {
  const rows = await tx
    .select({
      id: meterUnits.id,
      unitName: meterUnits.unitName,
      displayName: meterUnits.displayName,
      unitLabel: meterUnits.unitLabel,
      aggregation: meterUnits.aggregation,
      aggregationsApply: aggregationsApplyNow,
    })
    .from(meterUnits)
    .orderBy(meterUnits.unitName);
  return rows.map(({ id, aggregation, aggregationsApply, ...unit }) => ({
    ...unit,
    uuid: uuidOf(id),
    aggregation: effectiveAggregation(aggregation, aggregationsApply),
  }));
}

/** Counts of units of one tenant over some days, which need not follow each other. As `countRows`, by unit's name. */
export async function countsOnDays(
  tx: Transaction,
  tenantId: Id<"tenant">,
  units: readonly CountedUnit[],
  days: readonly Day[],
): Promise<Record<string, string>> {
  const names = new Map(units.map(({ uuid, unitName }) => [uuid, unitName]));
  const rows = await countRows(tx, tenantId, units, days, "range");
  return Object.fromEntries(rows.map(({ unitUuid, count }) => [names.get(unitUuid) ?? "", count]));
}

/** One count as exact decimal text. `day` is empty where a whole range was asked for. */
export type CountRow = { unitUuid: string; day: Day; count: string };

/**
 * Counts of units of one tenant over a range of days or over named days, together or day by day. Units and days without anything recorded
 * have no row: they count zero. Reads rollups only, never events.
 */
export async function countRows(
  tx: Transaction,
  tenantId: Id<"tenant">,
  units: readonly CountedUnit[],
  range: DayRange | readonly Day[],
  each: "range" | "day",
): Promise<CountRow[]> {
  const additive = units.filter(({ aggregation }) => aggregation !== "unique");
  const unique = units.filter(({ aggregation }) => aggregation === "unique");
  const aggregationOf = new Map(units.map(({ uuid, aggregation }) => [uuid, aggregation]));
  const rows: CountRow[] = [];
  if (additive.length > 0) {
    for (const row of await talliesOf(tx, tenantId, additive, range, each))
      rows.push({
        unitUuid: row.unitUuid,
        day: row.day,
        count: plainDecimal(aggregatedBy(row, aggregationOf.get(row.unitUuid))),
      });
  }
  if (unique.length > 0) {
    const seen = await seenOf(tx, tenantId, unique, range, each);
    for (const { seen: count, ...row } of seen) rows.push({ ...row, count });
  }
  return rows;
}

type Tallied = { unitUuid: string; day: Day; events: string; sum: string; max: string; last: string };

function aggregatedBy(row: Tallied, aggregation: Aggregation | undefined): string {
  if (aggregation === "count") return row.events;
  return aggregation === "max" ? row.max : aggregation === "last" ? row.last : row.sum;
}

/** Postgres keeps trailing zeros: `1.50` → `1.5`. */
export const plainDecimal = (numeric: string): string =>
  numeric.includes(".") ? numeric.replace(/\.?0+$/, "") : numeric;

const dayColumn = { day: "day::text", range: "''" } as const;

const within = (range: DayRange | readonly Day[]) => `
  where tenant_id = $1::text::uuid and unit_id = any($2::text::uuid[]) and ${
    isRange(range) ? "day between $3::text::date and $4::text::date" : "day = any($3::text::date[])"
  }
  group by 1, 2`;

const isRange = (range: DayRange | readonly Day[]): range is DayRange => "from" in range;

const valuesOf = (
  tenantId: Id<"tenant">,
  units: readonly CountedUnit[],
  range: DayRange | readonly Day[],
): string[] => [
  uuidOf(tenantId),
  plainArray(units.map(({ uuid }) => uuid)),
  ...(isRange(range) ? [range.from, range.to] : [plainArray(range)]),
];

function talliesOf(
  tx: Transaction,
  tenantId: Id<"tenant">,
  units: readonly CountedUnit[],
  range: DayRange | readonly Day[],
  each: "range" | "day",
): Promise<Tallied[]> {
  // Costs more than all the others together, so only where a unit is counted so.
  const last = units.some(({ aggregation }) => aggregation === "last")
    ? "(array_agg(last order by last_at desc, last_key desc))[1]::text"
    : "''";
  const text = `
    select unit_id as "unitUuid", ${dayColumn[each]} as day, sum(events)::text as events, sum(sum)::text as sum,
      max(max)::text as max, ${last} as last
    from usage_days ${within(range)}`;
  return preparedRows(tx, text, valuesOf(tenantId, units, range));
}

function seenOf(
  tx: Transaction,
  tenantId: Id<"tenant">,
  units: readonly CountedUnit[],
  range: DayRange | readonly Day[],
  each: "range" | "day",
): Promise<{ unitUuid: string; day: Day; seen: string }[]> {
  const text = `
    select unit_id as "unitUuid", ${dayColumn[each]} as day, count(distinct seen)::text as seen
    from usage_seen ${within(range)}`;
  return preparedRows(tx, text, valuesOf(tenantId, units, range));
}
