import { callStripe } from "./call-stripe";
import { idOf, invoiceIdOfIntent } from "./references";

/** A payment that may have been taken back. */
export type PaymentStanding = {
  customerId: string | null;
  /** The invoice that it paid; null: it paid none. */
  stripeInvoiceId: string | null;
  /** All of it was refunded, or a dispute about it was lost. */
  isLost: boolean;
  /** How much of it is gone: refunded, or lost to disputes. */
  refundedMinor: bigint;
  lostMinor: bigint;
};

/** How a payment (a charge, in Stripe's words) stands now, whatever told of it. */
export async function readPaymentStanding(charge: string): Promise<PaymentStanding> {
  const payment = await callStripe((stripe) => stripe.charges.retrieve(charge));
  const disputes = await callStripe((stripe) => stripe.disputes.list({ charge, limit: 100 }));
  const lost = disputes.data.filter(({ status }) => status === "lost");
  return {
    customerId: idOf(payment.customer),
    stripeInvoiceId: await invoiceIdOfIntent(idOf(payment.payment_intent)),
    // "Whether the charge has been fully refunded. If the charge is only partially refunded, this attribute will still be
    // false." (docs.stripe.com/api/charges/object)
    isLost: payment.refunded || lost.length > 0,
    refundedMinor: BigInt(payment.amount_refunded),
    lostMinor: lost.reduce((sum, { amount }) => sum + BigInt(amount), 0n),
  };
}
