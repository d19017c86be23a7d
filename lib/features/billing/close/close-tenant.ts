import { and, eq, isNotNull, isNull, lte } from "drizzle-orm";
import { billingCloses, contracts, licenses } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { closesToCarry } from "./queries";

/**
 * Begins the tenant's due periods and goes on with closes whose invoice is not final yet. Called by the sweep each minute
 * and when Stripe announces a renewal's draft; twice, or by two workers, adds nothing.
 */
export async function closeTenant(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  await inTenant(tenantId, async (tx) => {
    await beginDuePeriods(tx, ctx, tenantId);
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
  const used = await tx
    .select({ tenantId: licenses.tenantId })
    .from(licenses)
    .where(lte(licenses.usageDueAt, now))
    .limit(limit);
  const contracted = await tx
    .select({ tenantId: contracts.tenantId })
    .from(contracts)
    .where(and(eq(contracts.state, "active"), lte(contracts.billsAt, now)))
    .limit(limit);
  const open = await tx
    .selectDistinct({ tenantId: billingCloses.tenantId })
    .from(billingCloses)
    .where(isNull(billingCloses.closedAt))
    .limit(limit);
  return [...new Set([...due, ...used, ...contracted, ...open].map(({ tenantId }) => tenantId))];
}
