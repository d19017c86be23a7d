import { and, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { charges, outboxMessages } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";

/** Tries at once to collect everything that a tenant owes and that could not be charged: another card is on file. */
export async function collectUnpaid(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  await inTenant(tenantId, async (tx) => {
    const unpaid = await tx
      .select({ id: charges.id })
      .from(charges)
      .where(and(eq(charges.tenantId, tenantId), isNull(charges.closedAt), isNotNull(charges.failedAt)));
    for (const { id } of unpaid) await retry(tx, ctx, tenantId, id);
  });
}

/** Has the invoices tried again whose time has come. Needs the staff role. */
export async function retryDueCharges(tx: Transaction, ctx: Context, limit: number): Promise<void> {
  const due = await tx
    .select({ tenantId: charges.tenantId, id: charges.id })
    .from(charges)
    .where(and(isNull(charges.closedAt), lte(charges.nextRetryAt, ctx.now)))
    .orderBy(charges.nextRetryAt)
    .limit(limit);
  for (const { tenantId, id } of due) await retry(tx, ctx, tenantId, id);
}

/** One attempt at a time of a charge: while one waits to be carried out, another would only be declined as well. */
async function retry(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  chargeId: Id<"charge">,
): Promise<void> {
  const waiting = and(
    eq(outboxMessages.tenantId, tenantId),
    eq(outboxMessages.operation, "stripe.charge.retry"),
    eq(outboxMessages.state, "pending"),
    sql`${outboxMessages.parameters} ->> 'chargeId' = ${chargeId}`,
  );
  if ((await tx.$count(outboxMessages, waiting)) > 0) return;
  await enqueueMessage(tx, ctx, tenantId, "stripe.charge.retry", { chargeId }, "worker");
}
