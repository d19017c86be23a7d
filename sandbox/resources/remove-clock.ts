import type { Row } from "../store/kinds";
import { isKind } from "../store/kinds";
import type { Unit } from "../store/unit";

/** Deleting a test clock deletes its customers and ends their subscriptions. */
export async function removeClock(unit: Unit, clock: string): Promise<void> {
  const records = await unit.tx<{ id: string }[]>`
    SELECT id FROM sandbox.objects
    WHERE clock = ${clock} AND NOT deleted AND id <> ${clock} AND kind IN ('customer', 'subscription', 'invoice', 'subscription_schedule')`;
  for (const { id } of records) {
    const row = await unit.findAny(id);
    if (!row) continue;
    if (isKind(row, "subscription")) await endSilently(unit, row);
    else await unit.remove(row);
  }
}

async function endSilently(unit: Unit, row: Row<"subscription">): Promise<void> {
  row.data.status = "canceled";
  row.data.ended_at = unit.at;
  await unit.save(row);
}
