import { and, eq, inArray, sql } from "drizzle-orm";
import { usageDays, usageSeen } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Day } from "@/lib/domain/metering/period";
import { printDecimal } from "@/lib/domain/money/decimal";
import { tallyDay } from "@/lib/features/usage/metering/counts/tally-day";
import type { KnownUnit } from "@/lib/features/usage/metering/units/directory";

/** Waits until no usage is being written, and keeps it so until this transaction ends: for moments, not for reports. */
export async function holdWrites(tx: Transaction): Promise<void> {
  await tx.execute(sql`select choba_hold_writes()`);
}

/** Replaces what units counted on a day by what its events say now. The caller holds writes (`holdWrites`). */
export async function recountDay(
  tx: Transaction,
  tenant: { uuid: string; timeZone: string },
  units: readonly KnownUnit[],
  day: Day,
): Promise<void> {
  if (units.length === 0) return;
  const unitUuids = units.map(({ uuid }) => uuid);
  const days = await tallyDay(tx, tenant, units, day);
  const ofDay = (table: typeof usageDays | typeof usageSeen) =>
    and(eq(table.tenantId, tenant.uuid), inArray(table.unitId, unitUuids), eq(table.day, day));
  await tx.delete(usageDays).where(ofDay(usageDays));
  await tx.delete(usageSeen).where(ofDay(usageSeen));
  for (const [unitId, { tally, seen }] of days) {
    if (tally)
      await tx.insert(usageDays).values({
        tenantId: tenant.uuid,
        unitId,
        day,
        events: tally.events,
        sum: printDecimal(tally.sum),
        max: printDecimal(tally.max),
        last: printDecimal(tally.last),
        lastAt: new Date(tally.lastAt),
        lastKey: tally.lastKey,
      });
    const values = [...seen].map((each) => ({ tenantId: tenant.uuid, unitId, day, seen: each }));
    for (let from = 0; from < values.length; from += 5_000)
      await tx.insert(usageSeen).values(values.slice(from, from + 5_000));
  }
}
