import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { enqueueInvoiceRefresh } from "@/lib/features/license/charges/enqueue-invoice-refresh";
import { invoiceFooterOf, invoiceLinesOf } from "@/lib/features/license/charges/invoice-of";
import { restoreGivenBack } from "@/lib/features/license/charges/keep-billed-lines";
import { getCharge, updateCharge } from "@/lib/features/license/charges/queries";
import { applyInvoiceToContract } from "@/lib/features/license/contracts/payment/apply-invoice";
import { changeContract } from "@/lib/features/license/contracts/record/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { OutsideRefused } from "@/lib/http/outside";
import { chargeOwnInvoice } from "@/lib/stripe/own-invoices";

/** A payer without a card gets the invoice by e-mail. */
const daysWithoutCard = 30;

/** Makes the invoice of a contract's charge, and sends it or charges it as was agreed. One per charge. */
export const stripeChargeInvoice = handler("stripe.charge.invoice", {
  async prepare(tx, { tenantId }, { chargeId }) {
    const { user } = await paymentAdministratorOf(tx, tenantId);
    return {
      charge: await getCharge(tx, tenantId, chargeId),
      account: await findPaymentAccount(tx, tenantId),
      locale: user.locale,
    };
  },
  async execute(_parameters, message, _ctx, { charge, account, locale }) {
    const { id: chargeId, promise, daysUntilDue } = charge;
    const customerId = account?.stripeCustomerId;
    if (!customerId) throw new OutsideRefused("payment_account_missing", `charge ${chargeId} has no payer`);
    const wanted = {
      chargeId,
      tenantId: message.tenantId,
      customerId,
      currency: promise.currency,
      lines: invoiceLinesOf(promise, locale),
      footer: invoiceFooterOf(promise, locale),
      totalMinor: promise.totalMinor,
      balanceMinor: null,
      discounts: null,
      isPayerPresent: false,
      daysUntilDue: daysUntilDue ?? (account.hasPaymentMethod ? null : daysWithoutCard),
    };
    return chargeOwnInvoice(wanted, message.id, message.attempts > 1);
  },
  async settle(tx, ctx, { tenantId }, { chargeId, contractId }, invoice) {
    await applyInvoiceToContract(tx, ctx, await getCharge(tx, tenantId, chargeId), invoice);
    await changeContract(tx, { tenantId, id: contractId }, { stripeProblem: null });
    await recordAudit(tx, ctx, tenantId, {
      action: "contract.invoiced",
      after: { contractId, stripeInvoiceId: invoice.id },
    });
    // The list of invoices does not wait for a webhook.
    await enqueueInvoiceRefresh(tx, invoice.id);
  },
  /** The license stays as agreed; the console says that it is not invoiced, and why. */
  async refuse(tx, ctx, { tenantId }, { chargeId, contractId }, reason) {
    const charge = await getCharge(tx, tenantId, chargeId);
    await updateCharge(tx, charge, { state: "failed", reason, closedAt: ctx.now });
    await restoreGivenBack(tx, charge);
    await changeContract(tx, { tenantId, id: contractId }, { stripeProblem: reason });
    await recordAudit(tx, ctx, tenantId, {
      action: "contract.refused_by_stripe",
      after: { contractId, reason },
    });
  },
});
