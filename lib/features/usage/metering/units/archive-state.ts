import { and, eq, sql } from "drizzle-orm";
import { usageArchive, usageArchivedKeys } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Day } from "@/lib/domain/metering/period";
import { dayWindow } from "@/lib/domain/time/day-window";
import { eventKey } from "./event-key";

/** The months whose raw events have been, or are being, archived. */
export type Archive = {
  /** Nothing that happened before this is taken, put right or counted again: its events may be missing. */
  before: Date;
  /** The greatest archived UUIDv7; null if none was archived. */
  newestOrderedKey: string | null;
};

export async function readArchive(tx: Transaction): Promise<Archive | null> {
  const before = await archivedBefore(tx);
  if (!before) return null;
  const [row] = await tx.select({ newest: sql<string | null>`max(newest_ordered_key)` }).from(usageArchive);
  return { before, newestOrderedKey: row?.newest ?? null };
}

/** The first instant that is not archived; null while nothing is. For every role. */
export async function archivedBefore(tx: Transaction): Promise<Date | null> {
  const [row] = (await tx.execute<{ before: string | null }>(sql`select choba_archived_before() as before`))
    .rows;
  return row?.before ? new Date(row.before) : null;
}

/** True for a day of which events may be missing: its count stands as it is. */
export const isFrozen = (day: Day, timeZone: string, before: Date | null): boolean =>
  before !== null && dayWindow(day, timeZone).start < before;

/** Refuses what would count a frozen day again. `field` is named in the refusal. */
export function requireOpenDays(days: Iterable<Day>, timeZone: string, before: Date | null, field: string) {
  for (const day of days)
    if (before && isFrozen(day, timeZone, before))
      throw new Refused("invalid_input", {
        fields: [{ field, rule: "month_archived", params: { before: before.toISOString() } }],
      });
}

/** True for an event key that may belong to an archived event; false is certain. */
export const mayBeArchived = (eventKey: string, { newestOrderedKey }: Archive): boolean =>
  eventKey[14] !== "7" || (newestOrderedKey !== null && eventKey <= newestOrderedKey);

/** Refuses an id whose event is archived, also while its row has not been deleted yet. `field` is named in the refusal. */
export async function requireNotArchived(
  tx: Transaction,
  tenantUuid: string,
  eventId: string,
  before: Date,
  field: string,
): Promise<void> {
  const [archived] = await tx
    .select({ eventKey: usageArchivedKeys.eventKey })
    .from(usageArchivedKeys)
    .where(
      and(eq(usageArchivedKeys.tenantId, tenantUuid), eq(usageArchivedKeys.eventKey, eventKey(eventId))),
    );
  const params = { before: before.toISOString() };
  if (archived) throw new Refused("invalid_input", { fields: [{ field, rule: "month_archived", params }] });
}
