import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { tenantsToAlert } from "@/lib/features/billing/alerts/queries";
import { tenantsToClose } from "@/lib/features/billing/close/close-tenant";
import { forgetOldDocuments, retryWaitingDocuments } from "@/lib/features/billing/documents/keep-documents";
import { customersWithoutListing } from "@/lib/features/billing/invoices/customers-without-listing";
import { isPurgeDue } from "@/lib/features/console/messages/purge-messages";
import { hasQuotesOver } from "@/lib/features/console/quotes/answer/expire-quotes";
import {
  endpointsToDeliverTo,
  enqueueDelivering,
  hasUnpublished,
} from "@/lib/features/console/webhook-delivery/publish-events";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { retryStuckMessages } from "@/lib/features/foundation/outbox/retry-stuck-messages";
import { stripeAwaySince } from "@/lib/features/foundation/stripe-availability/stripe-availability";
import { retryDueCharges } from "@/lib/features/license/collection/collect-unpaid";
import { tenantsUnpaidTooLong } from "@/lib/features/license/collection/end-unpaid";
import { tenantsWithDueContracts } from "@/lib/features/license/contracts/course/tenants-with-due-contracts";
import { tenantsUndecided } from "@/lib/features/license/differences/queries";
import { tenantsWithRenewalsToTell } from "@/lib/features/license/renewal/remind-of-renewal";
import { followNearReservations } from "@/lib/features/license/subscription/follow-near-reservations";
import { tenantsWithTrialsToEnd } from "@/lib/features/license/trials/remind-of-trial-end";
import { tellEndingKeys } from "@/lib/features/people/api-keys/tell-ending-keys";
import { retryStuckEvents } from "@/lib/features/stripe/inbox/retry-stuck-events";
import { reconcileWhenDue } from "@/lib/features/stripe/reconciliation/reconcile";
import { tellUndecided } from "@/lib/features/stripe/reconciliation/tell-undecided";
import { refreshWhatWaits } from "@/lib/features/stripe/subscriptions/refresh-what-waits";
import { retryStuckRecounts } from "@/lib/features/usage/metering/recount/retry-stuck-recounts";
import { stripeIntegration } from "@/lib/stripe/client";

/** How many of each kind one sweep takes. The next one continues. */
const batch = 200;

/**
 * Finds unfinished work: messages and events that nobody processed, contracts and quotes that are due,
 * Checkout pages and subscriptions whose webhook never arrived. Each becomes a job again; jobs are safe to
 * repeat. Runs every minute.
 */
export async function sweep(ctx: Context): Promise<void> {
  await acrossTenants(async (tx) => {
    await retryStuckMessages(tx, batch);
    await retryStuckEvents(tx, batch);
    await retryStuckRecounts(tx, batch);
    for (const tenantId of await tenantsWithDueContracts(tx, ctx.now, batch))
      await enqueueJob(tx, "contract", { tenantId }, { key: `contract:${tenantId}` });
    for (const tenantId of await tenantsToAlert(tx, ctx.now, 5 * batch))
      await enqueueJob(tx, "usage-alerts", { tenantId }, { key: `usage-alerts:${tenantId}` });
    if (await hasQuotesOver(tx, ctx)) await enqueueJob(tx, "expire-quotes", {}, { key: "expire-quotes" });

    if (await hasUnpublished(tx)) await enqueueJob(tx, "publish-events", {}, { key: "publish-events" });
    for (const endpointId of await endpointsToDeliverTo(tx, ctx.now)) await enqueueDelivering(tx, endpointId);
    if (await isPurgeDue(tx)) await enqueueJob(tx, "purge-messages", {}, { key: "purge-messages" });
    await forgetOldDocuments(tx, ctx.now, batch);

    if (!stripeIntegration()) return;
    if (await stripeAwaySince(tx)) await enqueueJob(tx, "look-for-stripe", {}, { key: "look-for-stripe" });
    await retryWaitingDocuments(tx, batch);
    for (const customerId of await customersWithoutListing(tx, batch))
      await enqueueJob(tx, "list-invoices", { customerId }, { key: `list-invoices:${customerId}` });
    await sweepLicenses(tx, ctx);
    await reconcileWhenDue(tx, ctx);
  });
}

/**
 * What is due of licenses that were bought: trials of whose end the payer is told, periods that begin, closes that wait for their invoice, declined invoices to try again, reservations that
 * their subscription must follow, and payments whose webhook may have been lost.
 */
export async function sweepLicenses(tx: Transaction, ctx: Context): Promise<void> {
  await refreshWhatWaits(tx, ctx, batch);
  await retryDueCharges(tx, ctx, batch);
  for (const tenantId of await tenantsUnpaidTooLong(tx, ctx.now, batch))
    await enqueueJob(tx, "end-unpaid", { tenantId }, { key: `end-unpaid:${tenantId}` });
  await followNearReservations(tx, ctx, batch);
  await tellUndecided(tx, ctx, batch);
  await tellEndingKeys(tx, ctx, batch);
  for (const tenantId of await tenantsUndecided(tx, ctx.now, batch))
    await enqueueJob(tx, "stop-unfollowed", { tenantId }, { key: `stop-unfollowed:${tenantId}` });
  for (const tenantId of await tenantsWithTrialsToEnd(tx, ctx.now, batch))
    await enqueueJob(tx, "trial-reminder", { tenantId }, { key: `trial-reminder:${tenantId}` });
  for (const tenantId of await tenantsWithRenewalsToTell(tx, ctx.now, batch))
    await enqueueJob(tx, "renewal-reminder", { tenantId }, { key: `renewal-reminder:${tenantId}` });
  for (const tenantId of await tenantsToClose(tx, ctx.now, batch))
    await enqueueJob(tx, "close", { tenantId }, { key: `close:${tenantId}` });
}
