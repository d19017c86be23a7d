import { lt } from "drizzle-orm";
import { paymentReturns } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { tellOfRefund } from "./tell-of-refund";

type Returned = {
  stripeCharge: string;
  stripeInvoiceId: string;
  refundedMinor: bigint;
  lostMinor: bigint;
  sequence: bigint;
};

/**
 * Notes how much of a payment is gone, as Stripe said it in the read with this number, and tells the payer of what was
 * refunded. An older read changes nothing.
 */
export async function noteReturned(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  { stripeCharge, stripeInvoiceId, refundedMinor, lostMinor, sequence }: Returned,
): Promise<void> {
  const row = { stripeInvoiceId, refundedMinor, lostMinor, appliedSequence: sequence };
  await tx
    .insert(paymentReturns)
    .values({ tenantId, stripeChargeId: stripeCharge, ...row })
    .onConflictDoUpdate({
      target: [paymentReturns.tenantId, paymentReturns.stripeChargeId],
      set: row,
      setWhere: lt(paymentReturns.appliedSequence, sequence),
    });
  await tellOfRefund(tx, ctx, tenantId, stripeCharge);
}
