import type { Transaction } from "@/lib/db/transaction";
import type { Day } from "@/lib/domain/metering/period";
import { merge, type Tally, tallyOf } from "@/lib/domain/metering/tally";
import { dayWindow } from "@/lib/domain/time/day-window";
import { effectiveEvents } from "@/lib/features/usage/metering/events/effective-events";
import { countsOf } from "@/lib/features/usage/metering/ingest/prepare";
import type { KnownUnit } from "@/lib/features/usage/metering/units/directory";
import { tallyCells } from "./point-cells";

/** What the events and the values at timestamps of one day say for one unit. */
export type DayOfUnit = { tally: Tally | null; seen: Set<string> };

/**
 * Counts a day of a tenant again from its events and cells, by the same rules as when they were taken. By unit; units without
 * anything on that day are there with nothing.
 */
export async function tallyDay(
  tx: Transaction,
  tenant: { uuid: string; timeZone: string },
  units: readonly KnownUnit[],
  day: Day,
): Promise<Map<string, DayOfUnit>> {
  const days = new Map<string, DayOfUnit>(units.map(({ uuid }) => [uuid, { tally: null, seen: new Set() }]));
  const byUuid = new Map(units.map((unit) => [unit.uuid, unit]));
  const onThisDay = { dayOf: () => day };
  const names = new Set(units.map(({ rule }) => rule.eventName));
  for await (const events of effectiveEvents(tx, tenant.uuid, dayWindow(day, tenant.timeZone), names))
    for (const event of events)
      for (const count of countsOf(event, onThisDay, { units }).counts) {
        const from = byUuid.get(count.unitUuid)?.countsFrom;
        const known = days.get(count.unitUuid);
        if (!known || (from && event.recordedAt < from)) continue;
        if ("seen" in count) known.seen.add(count.seen);
        else {
          const tally = tallyOf(count.value, event.occurredAt, event.eventKey);
          known.tally = known.tally ? merge(known.tally, tally) : tally;
        }
      }
  const amounts = units.filter(({ rule }) => !rule.isUnique).map(({ uuid }) => uuid);
  for (const [uuid, tally] of await tallyCells(tx, tenant.uuid, amounts, dayWindow(day, tenant.timeZone))) {
    const known = days.get(uuid);
    if (known) known.tally = known.tally ? merge(known.tally, tally) : tally;
  }
  return days;
}
