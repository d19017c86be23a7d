import { and, eq, sql } from "drizzle-orm";
import { usagePoints } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Tally } from "@/lib/domain/metering/tally";
import { ownNames } from "@/lib/domain/metering/usage-event";
import { oneInTicks, parseDecimal } from "@/lib/domain/money/decimal";
import { hashedKey } from "@/lib/features/usage/metering/units/event-key";

/** Names a unit's value at one second. */
export type CellPlace = { tenantUuid: string; unitUuid: string; at: Date };

/** Under which key a cell stands among what was recorded in the same instant. */
export const cellKey = (unitUuid: string, at: Date): string =>
  hashedKey(`${ownNames}point ${unitUuid} ${at.getTime() / 1000}`);

const ofCell = ({ tenantUuid, unitUuid, at }: CellPlace) =>
  and(eq(usagePoints.tenantId, tenantUuid), eq(usagePoints.unitId, unitUuid), eq(usagePoints.at, at));

/**
 * The present value of a cell in ticks, null if it has none, locked until the transaction ends. With `isMade` a
 * missing one is there afterwards, since only a row can be locked: its maker sets or leaves it in the same
 * transaction. Without `isMade`, null means that nothing is locked: another transaction may set the value at any
 * moment, so the caller must not write it.
 */
export async function lockCell(tx: Transaction, place: CellPlace, isMade: boolean): Promise<bigint | null> {
  for (;;) {
    if (isMade) {
      const row = { tenantId: place.tenantUuid, unitId: place.unitUuid, at: place.at, value: "0" };
      const made = await tx
        .insert(usagePoints)
        .values(row)
        .onConflictDoNothing()
        .returning({ at: usagePoints.at });
      if (made.length > 0) return null;
    }
    const [found] = await tx
      .select({ value: usagePoints.value })
      .from(usagePoints)
      .where(ofCell(place))
      .for("update");
    if (found) return parseDecimal(found.value);
    if (!isMade) return null;
  }
}

/** Sets or deletes the value of a cell that `lockCell` has locked in this transaction. */
export async function writeCell(tx: Transaction, place: CellPlace, value: string | null): Promise<void> {
  if (value === null) await tx.delete(usagePoints).where(ofCell(place));
  else await tx.update(usagePoints).set({ value }).where(ofCell(place));
}

/** What the cells of units say for a window of time, by unit; units without any are not there. */
export async function tallyCells(
  tx: Transaction,
  tenantUuid: string,
  unitUuids: readonly string[],
  window: { start: Date; end: Date },
): Promise<Map<string, Tally>> {
  if (unitUuids.length === 0) return new Map();
  const units = sql.join(
    unitUuids.map((uuid) => sql`${uuid}::uuid`),
    sql`, `,
  );
  const rows = (
    await tx.execute<Row>(sql`
    select unit_id, count(*)::int as events, sum(value)::text as sum, max(value)::text as max,
      (array_agg(value order by at desc))[1]::text as last, max(at) as last_at
    from ${usagePoints}
    where tenant_id = ${tenantUuid}::uuid and unit_id in (${units})
      and at >= ${window.start.toISOString()}::timestamptz and at < ${window.end.toISOString()}::timestamptz
    group by unit_id`)
  ).rows;
  return new Map(rows.map((row) => [row.unit_id, tallyOfRow(row)]));
}

type Row = { unit_id: string; events: number; sum: string; max: string; last: string; last_at: string };

function tallyOfRow(row: Row): Tally {
  const lastAt = new Date(row.last_at);
  return {
    events: row.events,
    sum: ticksOfSum(row.sum),
    max: parseDecimal(row.max),
    last: parseDecimal(row.last),
    lastAt: lastAt.getTime(),
    lastKey: cellKey(row.unit_id, lastAt),
  };
}

/** A sum may have more digits than any recorded value. */
function ticksOfSum(numeric: string): bigint {
  const [whole = "0", fraction = ""] = numeric.replace("-", "").split(".");
  const ticks = BigInt(whole) * oneInTicks + BigInt(fraction.padEnd(12, "0").slice(0, 12));
  return numeric.startsWith("-") ? -ticks : ticks;
}
