import { and, eq, inArray } from "drizzle-orm";
import { usageDays, usageSeen } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Day } from "@/lib/domain/metering/period";
import type { Tally } from "@/lib/domain/metering/tally";
import { printDecimal } from "@/lib/domain/money/decimal";
import { type DayOfUnit, tallyDay } from "@/lib/features/usage/metering/counts/tally-day";
import type { KnownUnit } from "@/lib/features/usage/metering/units/directory";
import { plainDecimal } from "@/lib/features/usage/metering/units/queries";

/** One figure of one unit and day that is not what the events say. */
export type Difference = { unitName: string; day: Day; figure: string; counted: string; events: string };

/** Compares what units counted on a day with what its events say now. */
export async function compareDay(
  tx: Transaction,
  tenant: { uuid: string; timeZone: string },
  units: readonly KnownUnit[],
  day: Day,
): Promise<Difference[]> {
  const unitUuids = units.map(({ uuid }) => uuid);
  const expected = await tallyDay(tx, tenant, units, day);
  const ofDay = (table: typeof usageDays | typeof usageSeen) =>
    and(eq(table.tenantId, tenant.uuid), inArray(table.unitId, unitUuids), eq(table.day, day));
  const rows = await tx.select().from(usageDays).where(ofDay(usageDays));
  const sights = await tx
    .select({ unitId: usageSeen.unitId, seen: usageSeen.seen })
    .from(usageSeen)
    .where(ofDay(usageSeen));
  const counted = new Map(rows.map((row) => [row.unitId, row]));
  const seen = new Map<string, Set<string>>();
  for (const { unitId, seen: value } of sights) seen.set(unitId, (seen.get(unitId) ?? new Set()).add(value));
  return units.flatMap(({ uuid, unitName }) => {
    const says = figuresOfEvents(expected.get(uuid));
    const row = figuresOfRow(counted.get(uuid), seen.get(uuid) ?? new Set());
    const differences = Object.keys(says).flatMap((figure): Difference[] =>
      says[figure] === row[figure]
        ? []
        : [{ unitName, day, figure, counted: row[figure] ?? "", events: says[figure] ?? "" }],
    );
    const missing = [...(expected.get(uuid)?.seen ?? [])].filter((value) => !seen.get(uuid)?.has(value));
    if (says.different === row.different && missing.length > 0)
      differences.push({ unitName, day, figure: "values", counted: "others", events: missing[0] ?? "" });
    return differences;
  });
}

const nothing = { events: "0", sum: "0", max: "", last: "", lastAt: "", lastKey: "" };

function figuresOfEvents(day: DayOfUnit | undefined): Record<string, string> {
  const different = String(day?.seen.size ?? 0);
  return { ...(day?.tally ? figuresOfTally(day.tally) : nothing), different };
}

const figuresOfTally = ({ events, sum, max, last, lastAt, lastKey }: Tally) => ({
  events: String(events),
  sum: printDecimal(sum),
  max: printDecimal(max),
  last: printDecimal(last),
  lastAt: new Date(lastAt).toISOString(),
  lastKey,
});

function figuresOfRow(
  row: typeof usageDays.$inferSelect | undefined,
  seen: ReadonlySet<string>,
): Record<string, string> {
  const different = String(seen.size);
  if (!row) return { ...nothing, different };
  return {
    events: String(row.events),
    sum: plainDecimal(row.sum),
    max: plainDecimal(row.max),
    last: plainDecimal(row.last),
    lastAt: row.lastAt.toISOString(),
    lastKey: row.lastKey,
    different,
  };
}
