import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { enqueueInvoiceRefresh } from "@/lib/features/license/charges/enqueue-invoice-refresh";
import { payFromBalance } from "@/lib/stripe/balance";

/** Pays an open invoice from the customer's balance, once. */
export const stripeBalanceApply = handler("stripe.balance.apply", {
  execute: (parameters, message) => {
    const { stripeInvoiceId: invoiceId, amountMinor, currency } = parameters;
    const wanted = { invoiceId, amountMinor: BigInt(amountMinor), currency, message: message.id };
    return payFromBalance(wanted, message.id);
  },
  async settle(tx, _ctx, _message, { stripeInvoiceId, customerId }) {
    await enqueueInvoiceRefresh(tx, stripeInvoiceId);
    await enqueueJob(tx, "refresh-account", { customerId }, { key: `refresh-account:${customerId}` });
  },
  async refuse(
    tx,
    ctx,
    { tenantId },
    { stripeInvoiceId, number, amountMinor, currency, customerId },
    reason,
  ) {
    await recordAudit(tx, ctx, tenantId, {
      action: "invoice.balance_not_applied",
      after: { invoice: number, amount: `${amountMinor} ${currency}`, reason },
    });
    await enqueueInvoiceRefresh(tx, stripeInvoiceId);
    await enqueueJob(tx, "refresh-account", { customerId }, { key: `refresh-account:${customerId}` });
  },
});
