import { and, eq, lte, or, sql } from "drizzle-orm";
import { contracts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { reminderDays } from "@/lib/domain/contract/contract";
import type { Id } from "@/lib/domain/ids";

const dayMs = 86_400_000;

/**
 * Tenants whose contracts time has caught up with: one begins, ends or is renewed, or a reminder may be due. Asking is
 * cheap and what follows is safe to repeat, so one too many is no harm. Needs the staff role.
 */
export async function tenantsWithDueContracts(
  tx: Transaction,
  now: Date,
  limit: number,
): Promise<Id<"tenant">[]> {
  const { state, startsAt, termEndsAt, endingAt, remindedDays, remindedOf } = contracts;
  const stopsAt = sql<Date>`least(${endingAt}, ${termEndsAt})`;
  const reminders = reminderDays.map(
    (days) =>
      sql`(${stopsAt} <= ${new Date(now.getTime() + days * dayMs).toISOString()}::timestamptz
        and (${remindedOf} is distinct from ${stopsAt} or ${remindedDays} > ${days}))`,
  );
  const rows = await tx
    .selectDistinct({ tenantId: contracts.tenantId })
    .from(contracts)
    .where(
      or(
        and(eq(state, "scheduled"), lte(startsAt, now)),
        and(eq(state, "active"), or(lte(termEndsAt, now), lte(endingAt, now), ...reminders)),
      ),
    )
    .limit(limit);
  return rows.map(({ tenantId }) => tenantId);
}
