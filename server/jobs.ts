import { checkUsageAlerts } from "@/lib/features/billing/alerts/check-usage-alerts";
import { closeTenant } from "@/lib/features/billing/close/close-tenant";
import { keepDocuments } from "@/lib/features/billing/documents/keep-documents";
import { keepReturns } from "@/lib/features/billing/documents/keep-returns";
import { listInvoicesOfCustomer } from "@/lib/features/billing/invoices/list-invoices-of-customer";
import { refreshInvoice } from "@/lib/features/billing/invoices/refresh-invoice";
import { purgeMessages } from "@/lib/features/console/messages/purge-messages";
import { expireQuotes } from "@/lib/features/console/quotes/answer/expire-quotes";
import { deliverEvents } from "@/lib/features/console/webhook-delivery/deliver-events";
import { publishEvents } from "@/lib/features/console/webhook-delivery/publish-events";
import type { Context } from "@/lib/features/foundation/context/context";
import type { JobName, JobPayload } from "@/lib/features/foundation/jobs/job-payloads";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { lookForStripe } from "@/lib/features/foundation/stripe-availability/stripe-availability";
import { collectUnpaid } from "@/lib/features/license/collection/collect-unpaid";
import { endUnpaid } from "@/lib/features/license/collection/end-unpaid";
import { applyDueContractSteps } from "@/lib/features/license/contracts/course/apply-due-contract-steps";
import { refreshContractPayment } from "@/lib/features/license/contracts/payment/refresh-contract-payment";
import { stopUnfollowed } from "@/lib/features/license/differences/stop-unfollowed";
import { followCheckout } from "@/lib/features/license/orders/follow-checkout";
import { remindOfRenewal } from "@/lib/features/license/renewal/remind-of-renewal";
import { remindOfTrialEnd } from "@/lib/features/license/trials/remind-of-trial-end";
import { refreshPaymentAccount } from "@/lib/features/payers/payment-account/refresh-payment-account";
import { refreshCharge } from "@/lib/features/stripe/charges/refresh-charge";
import { processStripeEvent } from "@/lib/features/stripe/inbox/process-stripe-event";
import { reconcile } from "@/lib/features/stripe/reconciliation/reconcile";
import { refreshSubscription } from "@/lib/features/stripe/subscriptions/refresh-subscription";
import { runRecount } from "@/lib/features/usage/metering/recount/run-recount";
import { OutsideUnreachable } from "@/lib/http/outside";

/**
 * What each job does. The queue repeats a job that throws, with growing delays. Messages and events say themselves when
 * they are tried again, and have a new job for it.
 */
export const jobs: { [Name in JobName]: (ctx: Context, payload: JobPayload<Name>) => Promise<void> } = {
  async "outbox-message"(ctx, message) {
    const outcome = await processMessage(ctx, message).catch(logged(`message ${message.messageId}`));
    if (outcome?.state === "busy") throw new OutsideUnreachable(`message ${message.messageId} is busy`);
  },
  async "stripe-event"(ctx, { eventId }) {
    await processStripeEvent(ctx, eventId).catch(logged(`event ${eventId}`));
  },
  "check-checkout": (ctx, { sessionId }) => followCheckout(ctx, sessionId),
  "refresh-subscription": (ctx, { subscriptionId }) => refreshSubscription(ctx, subscriptionId),
  async "refresh-invoice"(ctx, { stripeInvoiceId }) {
    await refreshInvoice(ctx, stripeInvoiceId);
    await refreshCharge(ctx, stripeInvoiceId);
  },
  "refresh-account": (ctx, { customerId }) => refreshPaymentAccount(ctx, customerId),
  "list-invoices": (ctx, { customerId }) => listInvoicesOfCustomer(ctx, customerId),
  async "keep-documents"(ctx, { stripeInvoiceId }) {
    if (await keepDocuments(ctx, stripeInvoiceId)) await keepReturns(ctx, stripeInvoiceId);
  },
  close: (ctx, { tenantId }) => closeTenant(ctx, tenantId),
  "collect-unpaid": (ctx, { tenantId }) => collectUnpaid(ctx, tenantId),
  "end-unpaid": (ctx, { tenantId }) => endUnpaid(ctx, tenantId),
  "renewal-reminder": (ctx, { tenantId }) => remindOfRenewal(ctx, tenantId),
  "trial-reminder": (ctx, { tenantId }) => remindOfTrialEnd(ctx, tenantId),
  "usage-alerts": (ctx, { tenantId }) => checkUsageAlerts(ctx, tenantId),
  "stop-unfollowed": (ctx, { tenantId }) => stopUnfollowed(ctx, tenantId),
  contract: (ctx, { tenantId }) => applyDueContractSteps(ctx, tenantId),
  "contract-payment": (ctx, { tenantId }) => refreshContractPayment(ctx, tenantId),
  reconcile: (ctx) => reconcile(ctx),
  "expire-quotes": (ctx) => expireQuotes(ctx),
  // While it is still away there is nothing to say; the next sweep looks again.
  "look-for-stripe": () => lookForStripe().catch(logged("Stripe")),
  "publish-events": (ctx) => publishEvents(ctx),
  "deliver-events": (ctx, { endpointId }) => deliverEvents(ctx, endpointId),
  "purge-messages": (ctx) => purgeMessages(ctx),
  recount: (_ctx, subject) => runRecount(subject),
};

/** A failure whose next attempt is written down already. That Stripe does not respond is not worth a line each time. */
const logged = (of: string) => (error: unknown) => {
  if (!(error instanceof OutsideUnreachable)) console.error(`${of}:`, error);
};
