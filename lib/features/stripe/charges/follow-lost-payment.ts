import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { documentsDelay, enqueueKeeping } from "@/lib/features/billing/documents/keep-documents";
import { noteReturned } from "@/lib/features/billing/invoices/note-returned";
import type { Context } from "@/lib/features/foundation/context/context";
import { noteLost } from "@/lib/features/license/charges/note-lost";
import { takeSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { readPaymentStanding } from "@/lib/stripe/lost-payment";

/**
 * Reads anew whether a payment was refunded in full or lost to a dispute, and notes it on the charge whose invoice it
 * paid: then unused days of it are not given back a second time. How much of it is gone is noted beside the invoice.
 */
export async function followLostPayment(ctx: Context, stripeCharge: string): Promise<void> {
  const sequence = await takeSequenceNumber();
  const standing = await readPaymentStanding(stripeCharge);
  const { customerId, stripeInvoiceId, isLost } = standing;
  if (!customerId || !stripeInvoiceId) return;
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, customerId));
  if (!tenantId) return;
  // A refund changes nothing on the invoice, and has a document of its own.
  await acrossTenants((tx) => enqueueKeeping(tx, stripeInvoiceId, documentsDelay));
  await inTenant(tenantId, async (tx) => {
    await noteLost(tx, tenantId, { stripeInvoiceId, isLost, sequence, at: ctx.now });
    const { refundedMinor, lostMinor } = standing;
    await noteReturned(tx, ctx, tenantId, {
      stripeCharge,
      stripeInvoiceId,
      refundedMinor,
      lostMinor,
      sequence,
    });
  });
}
