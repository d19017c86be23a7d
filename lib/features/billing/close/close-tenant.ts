import { and, eq, isNotNull, isNull, lte, or } from "drizzle-orm";
import { billingCloses, contracts, licenses, usageChanges } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { billLateUsage } from "@/lib/features/license/renewal/bill-late-usage";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";
import { closesToCarry, mayGoOn } from "./queries";

const hourMs = 3_600_000;

/**
 * Begins the tenant's due periods, looks at what changed of rated months, and goes on with closes whose invoice is not
 * final yet. Called by the sweep each minute
 * and when Stripe announces a renewal's draft; twice, or by two workers, adds nothing.
 */
export async function closeTenant(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  await inTenant(tenantId, async (tx) => {
    await beginDuePeriods(tx, ctx, tenantId);
    await billLateUsage(tx, ctx, tenantId);
    if (await pendingParameters(tx, tenantId, "stripe.close.carry")) return;
    for (const { id } of await closesToCarry(tx, tenantId, ctx.now))
      await enqueueMessage(tx, ctx, tenantId, "stripe.close.carry", { closeId: id }, "worker");
  });
}

/** Tenants with a period to begin or a close to go on with. Needs the staff role. */
export async function tenantsToClose(tx: Transaction, now: Date, limit: number): Promise<Id<"tenant">[]> {
  const due = await tx
    .select({ tenantId: licenses.tenantId })
    .from(licenses)
    .where(and(isNotNull(licenses.interval), lte(licenses.periodEnd, now)))
    .limit(limit);
  const { graceHours } = await billingSettingsOf(tx);
  const used = await tx
    .select({ tenantId: licenses.tenantId })
    .from(licenses)
    .where(
      or(
        lte(licenses.usageDueAt, new Date(now.getTime() - graceHours * hourMs)),
        and(isNull(licenses.usageDueAt), lte(licenses.correctionsDueAt, now)),
      ),
    )
    .limit(limit);
  const changed = await tx
    .selectDistinct({ tenantId: usageChanges.tenantId })
    .from(usageChanges)
    .limit(limit);
  const contracted = await tx
    .select({ tenantId: contracts.tenantId })
    .from(contracts)
    .where(and(eq(contracts.state, "active"), lte(contracts.billsAt, now)))
    .limit(limit);
  // Those that are tried again later, or held, take no place from others.
  const open = await tx
    .select({ tenantId: billingCloses.tenantId })
    .from(billingCloses)
    .where(and(mayGoOn(now), or(isNull(billingCloses.heldUntil), lte(billingCloses.heldUntil, now))))
    .orderBy(billingCloses.dueAt)
    .limit(limit);
  return [...new Set([...due, ...used, ...changed, ...contracted, ...open].map(({ tenantId }) => tenantId))];
}
