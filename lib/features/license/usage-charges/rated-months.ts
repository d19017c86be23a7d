import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import { usageChanges, usageMonths } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";

/** A month that has ended and whose usage was rated. */
export type UsageMonth = typeof usageMonths.$inferSelect;

export async function findRatedMonth(
  tx: Transaction,
  tenantId: Id<"tenant">,
  monthFrom: Day,
): Promise<UsageMonth | null> {
  const [month] = await tx
    .select()
    .from(usageMonths)
    .where(and(eq(usageMonths.tenantId, tenantId), eq(usageMonths.monthFrom, monthFrom)));
  return month ?? null;
}

/** All rated months, oldest first. */
export const ratedMonths = (tx: Transaction, tenantId: Id<"tenant">): Promise<UsageMonth[]> =>
  tx.select().from(usageMonths).where(eq(usageMonths.tenantId, tenantId)).orderBy(asc(usageMonths.monthFrom));

const isNotClosed = isNull(usageMonths.closedAt);

/** The rated months that were not corrected for the last time yet, oldest first. */
export const openMonths = (tx: Transaction, tenantId: Id<"tenant">): Promise<UsageMonth[]> =>
  tx
    .select()
    .from(usageMonths)
    .where(and(eq(usageMonths.tenantId, tenantId), isNotClosed))
    .orderBy(asc(usageMonths.monthFrom));

/** The same, and these months, whether they are closed or not. */
export const ratedMonthsOf = (
  tx: Transaction,
  tenantId: Id<"tenant">,
  these: ReadonlySet<Day>,
): Promise<UsageMonth[]> =>
  tx
    .select()
    .from(usageMonths)
    .where(
      and(eq(usageMonths.tenantId, tenantId), or(isNotClosed, inArray(usageMonths.monthFrom, [...these]))),
    )
    .orderBy(asc(usageMonths.monthFrom));

/** The rated months of which something was counted since they were compared last. Whoever takes them compares them. */
export async function takeChangedMonths(tx: Transaction, tenantId: Id<"tenant">): Promise<Set<Day>> {
  const rows = await tx
    .delete(usageChanges)
    .where(eq(usageChanges.tenantId, tenantId))
    .returning({ monthFrom: usageChanges.monthFrom });
  return new Set(rows.map(({ monthFrom }) => monthFrom));
}
