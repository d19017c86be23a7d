import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { billingCloses, charges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { retryGapDays } from "@/lib/domain/license/collection";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";

/**
 * When the next attempt is due; null after the last one. Counted from the attempt before, so that attempts that an outage
 * held up do not follow each other at once.
 */
const nextAttempt = sql`coalesce(${charges.retriedAt}, ${billingCloses.closedAt})
  + (array[${sql.raw(retryGapDays.join(", "))}])[${charges.retries} + 1] * interval '1 day'`;

/**
 * Has declined invoices of Choba's own tried again on their days. Stripe retries those of its renewals, and what waits for
 * the payer's authentication is not tried without them. Needs the staff role.
 */
export async function retryDeclined(tx: Transaction, ctx: Context, limit: number): Promise<void> {
  const due = await tx
    .select({ tenantId: charges.tenantId, id: charges.id, retries: charges.retries })
    .from(charges)
    .innerJoin(
      billingCloses,
      and(eq(billingCloses.tenantId, charges.tenantId), eq(billingCloses.chargeId, charges.id)),
    )
    .where(
      and(
        eq(charges.state, "open"),
        isNull(charges.closedAt),
        isNull(charges.daysUntilDue),
        ne(charges.reason, "authentication_required"),
        eq(billingCloses.carrier, "own_invoice"),
        sql`${nextAttempt} <= ${ctx.now.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(charges.createdAt))
    .limit(limit);
  for (const { tenantId, id: chargeId, retries } of due) {
    await tx
      .update(charges)
      .set({ retries: retries + 1, retriedAt: ctx.now })
      .where(and(eq(charges.tenantId, tenantId), eq(charges.id, chargeId)));
    await enqueueMessage(tx, ctx, tenantId, "stripe.charge.retry", { chargeId }, "worker");
  }
}
