import { and, asc, isNotNull, isNull, lt } from "drizzle-orm";
import { licenses, orders } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";

/**
 * Enqueues what has to be read at Stripe again because a webhook may have been lost: Checkout pages and subscriptions of
 * open orders, and subscriptions of licenses whose period is over. At most `limit` of each.
 */
export async function refreshWhatWaits(tx: Transaction, now: Date, limit: number): Promise<void> {
  const open = await tx
    .select({ sessionId: orders.stripeCheckoutSessionId, subscriptionId: orders.stripeSubscriptionId })
    .from(orders)
    .where(isNull(orders.closedAt))
    .orderBy(asc(orders.createdAt))
    .limit(limit);
  for (const { sessionId, subscriptionId } of open) {
    if (subscriptionId) await enqueueRefresh(tx, subscriptionId);
    else if (sessionId)
      await enqueueJob(tx, "check-checkout", { sessionId }, { key: `check-checkout:${sessionId}` });
  }

  const overdue = await tx
    .select({ subscriptionId: licenses.stripeSubscriptionId })
    .from(licenses)
    .where(and(isNotNull(licenses.stripeSubscriptionId), lt(licenses.periodEnd, now)))
    .limit(limit);
  for (const { subscriptionId } of overdue) if (subscriptionId) await enqueueRefresh(tx, subscriptionId);
}

/** Has a subscription read and applied again by the worker. */
export const enqueueRefresh = (tx: Transaction, subscriptionId: string) =>
  enqueueJob(
    tx,
    "refresh-subscription",
    { subscriptionId },
    { key: `refresh-subscription:${subscriptionId}` },
  );
