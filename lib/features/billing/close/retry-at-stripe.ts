import { and, eq } from "drizzle-orm";
import { billingCloses } from "@/drizzle/schema";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { getCharge } from "@/lib/features/license/charges/queries";
import { notifyLicense } from "@/lib/features/license/lifecycle/notify-license";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { payOwnInvoice } from "@/lib/stripe/own-invoices";
import { applyInvoiceToClose } from "./apply-invoice";

/** Tries once more to collect a declined invoice of Choba's own. If it fails again, the payer is told how to pay. */
export const stripeChargeRetry = handler("stripe.charge.retry", {
  prepare: (tx, { tenantId }, { chargeId }) => getCharge(tx, tenantId, chargeId),
  async execute(_parameters, message, _ctx, { stripeInvoiceId }) {
    return stripeInvoiceId ? payOwnInvoice(stripeInvoiceId, false, message.id) : null;
  },
  async settle(tx, ctx, { tenantId }, { chargeId }, invoice) {
    const own = and(eq(billingCloses.tenantId, tenantId), eq(billingCloses.chargeId, chargeId));
    const [close] = await tx.select({ id: billingCloses.id }).from(billingCloses).where(own);
    if (!invoice || !close) return;
    await applyInvoiceToClose(tx, ctx, { tenantId, closeId: close.id }, invoice);
    const license = await getLicense(tx, tenantId);
    if (invoice.status === "open" && license.interval !== null)
      await notifyLicense(tx, ctx, license, "payment_failed");
  },
  /** What the bank says is in the invoice. Anything else is asked again on the next day. */
  async refuse() {},
});
