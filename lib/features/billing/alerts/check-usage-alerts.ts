import { eq } from "drizzle-orm";
import { tenants, usageAlerts, usageAlertsReached } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import { checkDelayMs, nearness, reachedAmounts, reachedPercents } from "@/lib/domain/alerts/thresholds";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { monthWindow } from "@/lib/domain/time/calendar";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { mailReached, type Reached } from "./mail-reached";
import { noteAlert } from "./note-alert";
import { type AlertSettings, reachedIn } from "./queries";
import { readStanding, type UsageStanding } from "./read-standing";

/**
 * Tells a tenant which of its thresholds it has reached in the running month: each once, by mail and in the timeline. Of
 * several that were reached since the last look, the mail names the highest. Safe to repeat: the row is locked and says
 * when to look again.
 */
export async function checkUsageAlerts(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  await inTenant(tenantId, async (tx) => {
    const [settings] = await tx
      .select()
      .from(usageAlerts)
      .where(eq(usageAlerts.tenantId, tenantId))
      .for("update");
    if (!settings || settings.checkAt > ctx.now) return;
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
    invariant(tenant, `tenant ${tenantId} exists`);
    const standing = await readStanding(tx, tenant, ctx.now);
    const fresh = await noteReached(tx, ctx, settings, standing);
    for (const reached of fresh) await noteAlert(tx, ctx, tenant, standing, reached);
    for (const reached of fresh) await mailReached(tx, ctx, tenantId, standing, reached);
    const checkAt = nextCheck(settings, standing, tenant.timeZone, ctx.now);
    await tx.update(usageAlerts).set({ checkAt }).where(eq(usageAlerts.tenantId, tenantId));
  });
}

/** Writes what is reached for the first time in the month. Answers the highest threshold of each subject. */
async function noteReached(
  tx: Transaction,
  ctx: Context,
  { tenantId, percents, amountsMinor }: AlertSettings,
  { month, allowances, costMinor }: UsageStanding,
): Promise<Reached[]> {
  const monthFrom = `${month}-01`;
  const known = new Set(
    (await reachedIn(tx, tenantId, monthFrom)).map(({ subject, threshold }) => `${subject} ${threshold}`),
  );
  const all: (Reached & { subject: string })[] = [
    ...allowances.flatMap((allowance) =>
      reachedPercents(percents, allowance).map((percent) => ({
        subject: `component:${allowance.component}`,
        threshold: String(percent),
        allowance,
      })),
    ),
    ...reachedAmounts(amountsMinor, costMinor).map((threshold) => ({
      subject: "cost",
      threshold,
      allowance: null,
    })),
  ];
  const highest = new Map<string, Reached>();
  for (const reached of all) {
    const { subject, threshold } = reached;
    if (known.has(`${subject} ${threshold}`)) continue;
    await tx
      .insert(usageAlertsReached)
      .values({ tenantId, monthFrom, subject, threshold, reachedAt: ctx.now })
      .onConflictDoNothing();
    highest.set(subject, reached);
  }
  for (const [subject, { threshold }] of highest)
    await recordAudit(tx, ctx, tenantId, {
      action: "usage_alerts.reached",
      after: { month, subject, threshold },
    });
  return [...highest.values()];
}

function nextCheck(settings: AlertSettings, standing: UsageStanding, timeZone: string, now: Date): Date {
  const { end } = monthWindow(standing.month, timeZone);
  const near = nearness(settings, standing.allowances, standing.costMinor);
  const soon = near === null ? end.getTime() : now.getTime() + checkDelayMs(near);
  return new Date(Math.min(soon, end.getTime()));
}
