import { and, eq, sql } from "drizzle-orm";
import { usageDays } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type Cell, replaceCell } from "@/lib/domain/metering/cell";
import type { Day } from "@/lib/domain/metering/period";
import type { Tally } from "@/lib/domain/metering/tally";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { dayWindow } from "@/lib/domain/time/day-window";
import { type CellPlace, cellKey, tallyCells } from "./point-cells";

/** The day must be counted again from its events too, for which no usage may be written meanwhile. */
export class WholeDayNeeded extends Error {}

/**
 * Brings the unit's day in step with one cell that has just changed in this transaction. The day's row is locked, so
 * changes of other cells of its local day come one after the other. Throws `WholeDayNeeded` if the largest value went away and
 * events count towards the day beside cells.
 */
export async function countCell(
  tx: Transaction,
  place: CellPlace,
  { day, timeZone }: { day: Day; timeZone: string },
  change: Pick<Cell, "before" | "after">,
): Promise<void> {
  const cell = { ...change, key: cellKey(place.unitUuid, place.at), atMs: place.at.getTime() };
  const row = await lockDay(tx, place, day, cell);
  if (!row) return;
  const { events, lastKey } = row;
  // The sum stays in the database: from zero, it becomes the difference.
  const known = { events, sum: 0n, max: parseDecimal(row.max), last: parseDecimal(row.last), lastKey };
  const next = replaceCell({ ...known, lastAt: row.lastAt.getTime() }, cell);
  if (next === null) await tx.delete(usageDays).where(ofDay(place, day));
  else if (next !== "recount")
    await tx
      .update(usageDays)
      .set({ ...columns(next), sum: sql`${usageDays.sum} + ${printDecimal(next.sum)}::numeric` })
      .where(ofDay(place, day));
  else {
    const left = events + (cell.after === null ? 0 : 1) - (cell.before === null ? 0 : 1);
    const cells = await tallyCells(tx, place.tenantUuid, [place.unitUuid], dayWindow(day, timeZone));
    const tally = cells.get(place.unitUuid);
    if (tally?.events !== left) throw new WholeDayNeeded();
    await tx
      .update(usageDays)
      .set({ ...columns(tally), sum: printDecimal(tally.sum) })
      .where(ofDay(place, day));
  }
}

/**
 * The unit's day, locked; null if there was none, and the cell is what it now begins with. It may be deleted while it is
 * waited for, when another change has left nothing of it: then it begins again.
 */
async function lockDay(tx: Transaction, place: CellPlace, day: Day, cell: Cell) {
  const first = replaceCell(null, cell);
  const key = { tenantId: place.tenantUuid, unitId: place.unitUuid, day };
  for (;;) {
    if (first && first !== "recount") {
      const made = await tx
        .insert(usageDays)
        .values({ ...key, ...columns(first), sum: printDecimal(first.sum) })
        .onConflictDoNothing()
        .returning({ day: usageDays.day });
      if (made.length > 0) return null;
    }
    const [row] = await tx.select().from(usageDays).where(ofDay(place, day)).for("update");
    if (row) return row;
    if (!first) return null;
  }
}

const ofDay = ({ tenantUuid, unitUuid }: CellPlace, day: Day) =>
  and(eq(usageDays.tenantId, tenantUuid), eq(usageDays.unitId, unitUuid), eq(usageDays.day, day));

const columns = ({ events, max, last, lastAt, lastKey }: Tally) => ({
  events,
  max: printDecimal(max),
  last: printDecimal(last),
  lastAt: new Date(lastAt),
  lastKey,
});
