import { and, asc, eq, lte } from "drizzle-orm";
import { usageAlerts, usageAlertsReached } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";

export type AlertSettings = typeof usageAlerts.$inferSelect;
export type ReachedAlert = typeof usageAlertsReached.$inferSelect;

export async function getAlertSettings(tx: Transaction, tenantId: Id<"tenant">): Promise<AlertSettings> {
  const [settings] = await tx.select().from(usageAlerts).where(eq(usageAlerts.tenantId, tenantId));
  invariant(settings, `tenant ${tenantId} has settings of alerts since its first license`);
  return settings;
}

export const reachedIn = (tx: Transaction, tenantId: Id<"tenant">, monthFrom: Day): Promise<ReachedAlert[]> =>
  tx
    .select()
    .from(usageAlertsReached)
    .where(and(eq(usageAlertsReached.tenantId, tenantId), eq(usageAlertsReached.monthFrom, monthFrom)))
    .orderBy(asc(usageAlertsReached.reachedAt));

/** Tenants whose usage is to be looked at now: a walk along an index, however many tenants there are. Needs the staff role. */
export async function tenantsToAlert(tx: Transaction, now: Date, limit: number): Promise<Id<"tenant">[]> {
  const rows = await tx
    .select({ tenantId: usageAlerts.tenantId })
    .from(usageAlerts)
    .where(lte(usageAlerts.checkAt, now))
    .orderBy(asc(usageAlerts.checkAt))
    .limit(limit);
  return rows.map(({ tenantId }) => tenantId);
}
