import { dayOf } from "@/lib/domain/time/calendar";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { enqueueInvoiceRefresh } from "@/lib/features/license/charges/enqueue-invoice-refresh";
import { invoiceLinesOf, sellerOnInvoice } from "@/lib/features/license/charges/invoice-of";
import { updateCharge } from "@/lib/features/license/charges/queries";
import { findOrder, getLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { OutsideRefused } from "@/lib/http/outside";
import { chargeOwnInvoice } from "@/lib/stripe/own-invoices";
import { applyInvoiceToOrder } from "./apply-invoice";
import { closeOrder } from "./close-order";
import { readOrderFacts } from "./read-order-facts";

/** What was shown does not hold any more: it is shown anew, and nothing is charged. */
const outdated: ReadonlySet<string> = new Set([
  "other_day",
  "other_balance",
  "other_discounts",
  "other_total",
]);

/** Makes and charges the invoice of an order, with the lines and the total that were shown. One per order. */
export const stripeOrderInvoice = handler("stripe.order.invoice", {
  prepare: readOrderFacts,
  async execute(_parameters, message, ctx, facts) {
    const { order, charge, customerId, subscriptionId, locale, timeZone, seller } = facts;
    const { promise } = charge;
    // Once an invoice may exist it is carried through, whatever day it is.
    if (message.attempts === 1 && dayOf(ctx.now, timeZone) !== promise.day)
      throw new OutsideRefused("other_day", `order ${order.id} was priced for ${promise.day}`);
    const wanted = {
      chargeId: charge.id,
      tenantId: message.tenantId,
      customerId,
      currency: promise.currency,
      lines: invoiceLinesOf(promise, locale),
      ...sellerOnInvoice(seller, promise, locale, false),
      totalMinor: promise.totalMinor,
      balanceMinor: promise.balance.beforeMinor,
      discounts: { subscriptionId, ids: promise.foundDiscounts },
      // Who has just left a card on Stripe's page is present, whoever ordered.
      isPayerPresent: order.isPayerPresent || order.stripeCheckoutSessionId !== null,
      daysUntilDue: null,
      dueAt: null,
    };
    return chargeOwnInvoice(wanted, message.id, message.attempts > 1);
  },
  async settle(tx, ctx, { tenantId }, { orderId }, invoice) {
    await applyInvoiceToOrder(tx, ctx, { tenantId, orderId }, invoice);
    // The list of invoices does not wait for a webhook.
    await enqueueInvoiceRefresh(tx, invoice.id);
  },
  async refuse(tx, ctx, { tenantId }, { orderId }, reason) {
    const order = await findOrder(tx, tenantId, orderId);
    if (!order) return;
    await updateCharge(tx, { tenantId, id: order.chargeId }, { state: "failed", reason, closedAt: ctx.now });
    const isStale = outdated.has(reason);
    await closeOrder(tx, ctx, order, isStale ? "stale" : "failed", isStale ? "price_expired" : reason);
    const customerId = (await findPaymentAccount(tx, tenantId))?.stripeCustomerId;
    if ((reason === "other_balance" || reason === "other_discounts") && customerId)
      await enqueueJob(tx, "refresh-account", { customerId }, { key: `refresh-account:${customerId}` });
    const { stripeSubscriptionId: subscriptionId } = await getLicense(tx, tenantId);
    if (reason === "other_discounts" && subscriptionId)
      await enqueueJob(
        tx,
        "refresh-subscription",
        { subscriptionId },
        { key: `refresh-subscription:${subscriptionId}` },
      );
  },
});
