import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { enqueueInvoiceRefresh } from "@/lib/features/license/charges/enqueue-invoice-refresh";
import { restoreGivenBack } from "@/lib/features/license/charges/keep-billed-lines";
import { makeInvoice, readInvoiceToMake } from "@/lib/features/license/charges/make-invoice";
import { getCharge, updateCharge } from "@/lib/features/license/charges/queries";
import { applyInvoiceToContract } from "@/lib/features/license/contracts/payment/apply-invoice";
import { changeContract } from "@/lib/features/license/contracts/record/queries";

/** Makes the invoice of a contract's charge, and sends it or charges it as was agreed. One per charge. */
export const stripeChargeInvoice = handler("stripe.charge.invoice", {
  prepare: readInvoiceToMake,
  execute: (_parameters, message, _ctx, toMake) => makeInvoice(message, toMake),
  async settle(tx, ctx, { tenantId }, { chargeId, contractId }, invoice) {
    await applyInvoiceToContract(tx, ctx, await getCharge(tx, tenantId, chargeId), invoice);
    await changeContract(tx, { tenantId, id: contractId }, { stripeProblem: null });
    const charged = await getCharge(tx, tenantId, chargeId);
    await recordAudit(tx, ctx, tenantId, {
      action: "contract.invoiced",
      after: {
        contractId,
        stripeInvoiceId: invoice.id,
        amount: `${charged.totalMinor} ${charged.currency}`,
        ...(invoice.number ? { invoice: invoice.number } : {}),
      },
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
      after: { contractId, amount: `${charge.totalMinor} ${charge.currency}`, reason },
    });
  },
});
