import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import { charges, orders } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { unpaidOrderMs } from "@/lib/domain/license/order";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { enqueueMessage, pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import { enqueueInvoiceRefresh } from "@/lib/features/license/charges/enqueue-invoice-refresh";

/**
 * Enqueues what has to be read at Stripe again because a webhook may have been lost: Checkout pages of open orders and
 * invoices of open charges. Orders that were not paid in time are given up. At most `limit` of each.
 */
export async function refreshWhatWaits(tx: Transaction, ctx: Context, limit: number): Promise<void> {
  const waiting = await tx
    .select({ sessionId: orders.stripeCheckoutSessionId })
    .from(orders)
    .where(and(isNull(orders.closedAt), eq(orders.state, "awaiting_card")))
    .orderBy(asc(orders.createdAt))
    .limit(limit);
  for (const { sessionId } of waiting)
    if (sessionId)
      await enqueueJob(tx, "check-checkout", { sessionId }, { key: `check-checkout:${sessionId}` });

  for (const invoiceId of await invoicesToLookAt(tx, ctx, limit)) await enqueueInvoiceRefresh(tx, invoiceId);
  await giveUpUnpaid(tx, ctx, limit);
}

/**
 * Invoices of open charges whose webhook may have been lost, those that wait longest first. A young one is read every
 * minute, since somebody may sit before its page; the older it is the rarer, at the latest within the hour: a thousand
 * open invoices must not use up what Stripe allows.
 */
async function invoicesToLookAt(tx: Transaction, { now }: Context, limit: number): Promise<string[]> {
  const due = tx
    .select({ id: charges.id })
    .from(charges)
    .where(
      and(
        isNull(charges.closedAt),
        isNotNull(charges.stripeInvoiceId),
        or(isNull(charges.lookAt), lte(charges.lookAt, now)),
      ),
    )
    .orderBy(sql`${charges.lookAt} asc nulls first`)
    .limit(limit)
    .for("update", { skipLocked: true });
  const at = sql`${now.toISOString()}::timestamptz`;
  const age = sql`(${at} - ${charges.createdAt})`;
  const wait = sql`least(interval '1 hour', greatest(interval '1 minute', ${age} / 12))`;
  const looked = await tx
    .update(charges)
    .set({ lookAt: sql`${at} + ${wait}` })
    .where(inArray(charges.id, due))
    .returning({ invoiceId: charges.stripeInvoiceId });
  return looked.flatMap(({ invoiceId }) => invoiceId ?? []);
}

async function giveUpUnpaid(tx: Transaction, ctx: Context, limit: number): Promise<void> {
  const unpaid = await tx
    .select({ tenantId: orders.tenantId, orderId: orders.id })
    .from(orders)
    .where(
      and(
        isNull(orders.closedAt),
        eq(orders.state, "awaiting_payment"),
        lt(orders.createdAt, new Date(ctx.now.getTime() - unpaidOrderMs)),
      ),
    )
    .limit(limit);
  for (const { tenantId, orderId } of unpaid)
    if (!(await pendingParameters(tx, tenantId, "stripe.invoice.void")))
      await enqueueMessage(tx, ctx, tenantId, "stripe.invoice.void", { orderId }, "worker");
}

/** Has a subscription read and applied again by the worker. */
export const enqueueRefresh = (tx: Transaction, subscriptionId: string) =>
  enqueueJob(
    tx,
    "refresh-subscription",
    { subscriptionId },
    { key: `refresh-subscription:${subscriptionId}` },
  );
