import { nextRetry } from "@/lib/domain/collection/collection";
import { invariant } from "@/lib/domain/errors";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { enqueueInvoiceRefresh } from "@/lib/features/license/charges/enqueue-invoice-refresh";
import { getCharge, updateCharge } from "@/lib/features/license/charges/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { payOwnInvoice } from "@/lib/stripe/own-invoices";
import { collectionSettingsOf } from "./collection-settings";
import { notifyUnpaid } from "./notify-unpaid";

/**
 * Tries to collect an open invoice with the card on file. Whatever comes of it is read anew and applied by whoever reads
 * the invoice; each attempt that fails is told to the payer, with how to mend it.
 */
export const stripeChargeRetry = handler("stripe.charge.retry", {
  prepare: async (tx, { tenantId }, { chargeId }) => ({ charge: await getCharge(tx, tenantId, chargeId) }),
  async execute(_parameters, message, _ctx, { charge }) {
    if (charge.closedAt || !charge.stripeInvoiceId) return null;
    return payOwnInvoice(charge.stripeInvoiceId, false, message.id);
  },
  async settle(tx, ctx, { tenantId }, { chargeId }, invoice) {
    if (!invoice) return;
    const charge = await getCharge(tx, tenantId, chargeId);
    await updateCharge(tx, charge, { retries: charge.retries + 1, retriedAt: ctx.now, nextRetryAt: null });
    await enqueueInvoiceRefresh(tx, invoice.id);
    const license = await getLicense(tx, tenantId);
    if (invoice.status !== "open" || license.interval === null) return;
    const nextRetryAt = nextRetry(await collectionSettingsOf(tx), ctx.now, charge.retries + 1);
    const { openMinor, failure } = invoice;
    await notifyUnpaid(tx, ctx, license, { ...charge, openMinor, reason: failure, nextRetryAt });
  },
  async refuse(tx, _ctx, { tenantId }, { chargeId }, reason) {
    invariant(reason, "a refusal has a reason");
    await updateCharge(tx, { tenantId, id: chargeId }, { nextRetryAt: null, reason });
  },
});
