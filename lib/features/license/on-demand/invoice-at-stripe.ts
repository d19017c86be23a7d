import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { enqueueInvoiceRefresh } from "@/lib/features/license/charges/enqueue-invoice-refresh";
import { makeInvoice, readInvoiceToMake } from "@/lib/features/license/charges/make-invoice";
import { getCharge, updateCharge } from "@/lib/features/license/charges/queries";
import { applyInvoiceToOnDemand } from "./apply-invoice";

/** Makes the invoice of what was charged at once. One per charge. */
export const stripeOnDemandInvoice = handler("stripe.on_demand.invoice", {
  prepare: readInvoiceToMake,
  execute: (_parameters, message, _ctx, toMake) => makeInvoice(message, toMake),
  async settle(tx, ctx, { tenantId }, { chargeId }, invoice) {
    await applyInvoiceToOnDemand(tx, ctx, await getCharge(tx, tenantId, chargeId), invoice);
    await enqueueInvoiceRefresh(tx, invoice.id);
  },
  async refuse(tx, ctx, { tenantId }, { chargeId }, reason) {
    const charge = await getCharge(tx, tenantId, chargeId);
    await updateCharge(tx, charge, { state: "failed", reason, closedAt: ctx.now });
    const amount = `${charge.totalMinor} ${charge.currency}`;
    await recordAudit(tx, ctx, tenantId, {
      action: "on_demand.refused_by_stripe",
      after: { amount, reason },
    });
  },
});
