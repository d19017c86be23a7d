import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import { licenses, tenants } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { firstCharge } from "./first-charge";
import { notifyTrial } from "./notify-trial";

/** How long before its end the payer is told of it. */
const reminderMs = 3 * 24 * 60 * 60 * 1000;

/** Trials of which the payer must be told now. A trial that was shorter from the beginning was told of then. */
const isDue = (now: Date) => {
  const until = new Date(now.getTime() + reminderMs);
  return and(
    isNotNull(licenses.trialEnd),
    lte(licenses.trialEnd, until),
    sql`${licenses.trialEnd} > ${now.toISOString()}::timestamptz`,
    sql`${licenses.periodStart} < ${licenses.trialEnd} - interval '3 days'`,
    sql`${licenses.trialRemindedOf} is distinct from ${licenses.trialEnd}`,
    eq(licenses.renews, true),
  );
};

/** Tenants whose trial ends in three days, and who were not told of it. Needs the staff role. */
export async function tenantsWithTrialsToEnd(
  tx: Transaction,
  now: Date,
  limit: number,
): Promise<Id<"tenant">[]> {
  const rows = await tx
    .select({ tenantId: licenses.tenantId })
    .from(licenses)
    .where(isDue(now))
    .orderBy(asc(licenses.trialEnd))
    .limit(limit);
  return rows.map(({ tenantId }) => tenantId);
}

/** Tells the payment administrator, once, what will be charged on which day. Nothing is said of a trial that was cancelled. */
export async function remindOfTrialEnd(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  await inTenant(tenantId, async (tx) => {
    const license = await lockLicense(tx, tenantId);
    const own = eq(licenses.tenantId, tenantId);
    const [due] = await tx
      .select({ timeZone: tenants.timeZone })
      .from(licenses)
      .innerJoin(tenants, eq(tenants.id, licenses.tenantId))
      .where(and(own, isDue(ctx.now)));
    if (!due) return;
    await tx.update(licenses).set({ trialRemindedOf: license.trialEnd }).where(own);
    const { plan, next } = await firstCharge(tx, license, { timeZone: due.timeZone, now: ctx.now });
    await notifyTrial(tx, ctx, { tenantId, plan, next }, "trial_ends");
  });
}
