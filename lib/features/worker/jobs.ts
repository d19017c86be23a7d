import type { Id } from "@/lib/domain/ids";
import { OutsideUnreachable } from "@/lib/http/outside";
import { keepContract } from "../contracts/keep";
import { refreshContractPayment } from "../contracts/refresh-payment";
import { listInvoicesOfCustomer } from "../invoices/list-customer";
import type { JobName } from "../jobs/enqueue-job";
import { refreshSubscription } from "../license/refresh";
import { runRecount } from "../metering/run-recount";
import { followCheckout } from "../orders/follow-checkout";
import type { MessageReference } from "../outbox/enqueue-message";
import { processMessage } from "../outbox/process-message";
import { expireQuotes } from "../quotes/expire";
import type { Context } from "../shared/context";
import { processStripeEvent } from "../stripe-inbox/process";

/** What each job does. A job that throws is repeated by the queue, later and later. */
export const jobs: Record<JobName, (ctx: Context, payload: Record<string, string>) => Promise<void>> = {
  async "outbox-message"(ctx, payload) {
    const outcome = await processMessage(ctx, payload as MessageReference);
    if (outcome.state === "unreachable" || outcome.state === "busy")
      throw new OutsideUnreachable(`message ${payload.messageId} is ${outcome.state}`);
  },
  "stripe-event": (ctx, { eventId }) => processStripeEvent(ctx, eventId ?? ""),
  "check-checkout": (ctx, { sessionId }) => followCheckout(ctx, sessionId ?? ""),
  "refresh-subscription": (ctx, { subscriptionId }) => refreshSubscription(ctx, subscriptionId ?? ""),
  "list-invoices": (ctx, { customerId }) => listInvoicesOfCustomer(ctx, customerId ?? ""),
  contract: (ctx, { tenantId }) => keepContract(ctx, tenantId as Id<"tenant">),
  "contract-payment": (ctx, { tenantId }) => refreshContractPayment(ctx, tenantId as Id<"tenant">),
  "expire-quotes": (ctx) => expireQuotes(ctx),
  recount: (_ctx, { tenantId = "", unitId = "" }) => runRecount({ tenantId, unitId }),
};
