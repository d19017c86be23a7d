import { and, asc, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { licenses, orders, outboxMessages, stripeEvents, usageRecounts } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { customersWithoutListing } from "@/lib/features/billing/invoices/customers-without-listing";
import { hasQuotesOver } from "@/lib/features/console/quotes/answer/expire-quotes";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { tenantsWithDueContracts } from "@/lib/features/license/contracts/course/tenants-with-due-contracts";
import { enqueueRecount } from "@/lib/features/usage/metering/units/request-recount";
import { stripeIntegration } from "@/lib/stripe/client";

/** How many of each kind one sweep takes up; the next one goes on. */
const batch = 200;

/**
 * Finds what was left lying: effects nobody finished, events nobody processed, Checkout pages and subscriptions of which
 * no webhook told. Each becomes a job again; jobs are safe to repeat. Runs every minute.
 */
export async function sweep(ctx: Context): Promise<void> {
  await acrossTenants(async (tx) => {
    const stuckMessages = await tx
      .select({ tenantId: outboxMessages.tenantId, messageId: outboxMessages.id })
      .from(outboxMessages)
      .where(
        and(eq(outboxMessages.state, "pending"), sql`coalesce(claimed_until, 'epoch') < clock_timestamp()`),
      )
      // Money before mail.
      .orderBy(sql`${outboxMessages.operation} like 'mail.%'`, asc(outboxMessages.createdAt))
      .limit(batch);
    for (const message of stuckMessages)
      await enqueueJob(tx, "outbox-message", message, { key: `outbox-message:${message.messageId}` });

    const stuckEvents = await tx
      .select({ eventId: stripeEvents.id })
      .from(stripeEvents)
      .where(
        and(isNull(stripeEvents.processedAt), sql`received_at < clock_timestamp() - interval '20 seconds'`),
      )
      .orderBy(asc(stripeEvents.receivedAt))
      .limit(batch);
    for (const event of stuckEvents)
      await enqueueJob(tx, "stripe-event", event, { key: `stripe-event:${event.eventId}` });

    const stuckRecounts = await tx
      .select({ tenantId: usageRecounts.tenantId, unitId: usageRecounts.unitId })
      .from(usageRecounts)
      .where(sql`coalesce(claimed_until, 'epoch') < clock_timestamp()`)
      .limit(batch);
    for (const recount of stuckRecounts) await enqueueRecount(tx, recount);

    for (const tenantId of await tenantsWithDueContracts(tx, ctx.now, batch))
      await enqueueJob(tx, "contract", { tenantId }, { key: `contract:${tenantId}` });
    if (await hasQuotesOver(tx, ctx)) await enqueueJob(tx, "expire-quotes", {}, { key: "expire-quotes" });

    if (!stripeIntegration()) return;
    for (const customerId of await customersWithoutListing(tx, batch))
      await enqueueJob(tx, "list-invoices", { customerId }, { key: `list-invoices:${customerId}` });

    const waiting = await tx
      .select({ sessionId: orders.stripeCheckoutSessionId, subscriptionId: orders.stripeSubscriptionId })
      .from(orders)
      .where(isNull(orders.closedAt))
      .orderBy(asc(orders.createdAt))
      .limit(batch);
    for (const { sessionId, subscriptionId } of waiting) {
      if (subscriptionId) await enqueueRefresh(subscriptionId);
      else if (sessionId)
        await enqueueJob(tx, "check-checkout", { sessionId }, { key: `check-checkout:${sessionId}` });
    }

    const overdue = await tx
      .select({ subscriptionId: licenses.stripeSubscriptionId })
      .from(licenses)
      .where(and(isNotNull(licenses.stripeSubscriptionId), lt(licenses.periodEnd, ctx.now)))
      .limit(batch);
    for (const { subscriptionId } of overdue) if (subscriptionId) await enqueueRefresh(subscriptionId);

    function enqueueRefresh(subscriptionId: string) {
      return enqueueJob(
        tx,
        "refresh-subscription",
        { subscriptionId },
        { key: `refresh-subscription:${subscriptionId}` },
      );
    }
  });
}
