import type Stripe from "stripe";
import { callStripe } from "./call-stripe";
import { idOf, invoiceOfIntent } from "./references";

/** The present state of a dispute at Stripe. */
export type DisputeFacts = {
  id: string;
  customerId: string | null;
  /** The number of the invoice that the disputed payment paid, as customers know it. */
  invoice: string | null;
  amountMinor: bigint;
  /** ISO, upper case. */
  currency: string;
  /** Stripe's words for its state, and for the reason that the cardholder gives. */
  status: string;
  reason: string;
  openedAt: Date;
  /** Until when evidence is accepted; null if the bank accepts none. */
  answerBy: Date | null;
};

export async function readDispute(id: string): Promise<DisputeFacts> {
  const dispute = await callStripe((stripe) => stripe.disputes.retrieve(id, { expand: ["charge"] }));
  const charge = dispute.charge as Stripe.Charge;
  const dueBy = dispute.evidence_details.due_by;
  return {
    id,
    customerId: idOf(charge.customer),
    invoice: await invoiceOfIntent(idOf(dispute.payment_intent)),
    amountMinor: BigInt(dispute.amount),
    currency: dispute.currency.toUpperCase(),
    status: dispute.status,
    reason: dispute.reason,
    openedAt: new Date(dispute.created * 1000),
    // "Will be 0 if the customer's bank or credit card company doesn't allow a response."
    answerBy: dueBy ? new Date(dueBy * 1000) : null,
  };
}
