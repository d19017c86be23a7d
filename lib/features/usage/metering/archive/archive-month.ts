import { eq, sql } from "drizzle-orm";
import { usageArchive, usageArchivedKeys, usageCorrections, usageEvents } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Month } from "@/lib/domain/time/calendar";
import { holdWrites } from "@/lib/features/usage/metering/recount/recount-day";
import { moveEpoch } from "@/lib/features/usage/metering/units/request-recount";
import type { ArchiveFile } from "./archive-file";

const keysAtOnce = 5_000;
const rowsAtOnce = 10_000;

/**
 * Keeps the keys of all events before `end`, the end of the month; they decide what goes to the file and is deleted. An event that was amended
 * to a later time counts there and stays. Writers are held for each piece, so that no correction slips in between.
 */
export async function recordArchivedKeys(month: Month, end: Date): Promise<void> {
  const before = sql`${end.toISOString()}::timestamptz`;
  for (let kept = keysAtOnce; kept === keysAtOnce; )
    kept = await acrossTenants(async (tx) => {
      await holdWrites(tx);
      const { rowCount } = await tx.execute(sql`
        insert into ${usageArchivedKeys} (tenant_id, event_key, fingerprint, month)
        select e.tenant_id, e.event_key, e.fingerprint, ${month}::text from ${usageEvents} e
        where e.occurred_at < ${before}
          and not exists (select from ${usageArchivedKeys} k
            where k.tenant_id = e.tenant_id and k.event_key = e.event_key)
          and coalesce((select c.occurred_at from ${usageCorrections} c
            where c.tenant_id = e.tenant_id and c.event_key = e.event_key
            order by c.correction_id desc limit 1), e.occurred_at) < ${before}
        limit ${keysAtOnce}
        on conflict do nothing`);
      return rowCount ?? 0;
    });
}

/** Says that the file is complete. The epoch moves, so that every process knows which ids to ask about before any row goes. */
export async function registerFile(tx: Transaction, month: Month, written: ArchiveFile): Promise<void> {
  await moveEpoch(tx);
  await tx.update(usageArchive).set(written).where(eq(usageArchive.month, month));
}

/** Deletes what is in a file, in pieces that nobody waits for. Answers how many rows went. */
export async function dropEvents(end: Date): Promise<number> {
  let total = 0;
  for (let dropped = rowsAtOnce; dropped === rowsAtOnce; total += dropped)
    dropped = await acrossTenants(async (tx) => {
      const { rowCount } = await tx.execute(sql`
        delete from ${usageEvents} where ctid = any(array(
          select e.ctid from ${usageEvents} e
          join ${usageArchivedKeys} k on k.tenant_id = e.tenant_id and k.event_key = e.event_key
          where e.occurred_at < ${end.toISOString()}::timestamptz
          limit ${rowsAtOnce}))`);
      return rowCount ?? 0;
    });
  return total;
}
