import type { Metadata } from "../core/json";
import type { Charge } from "./payment";

export const DISPUTE_REASONS = [
  "duplicate",
  "fraudulent",
  "general",
  "product_not_received",
  "product_unacceptable",
  "subscription_canceled",
  "unrecognized",
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/** The time for submitting evidence. In Stripe it is 7 to 21 days, depending on the card network. */
const ANSWER_WITHIN_S = 7 * 86_400;

/** All fields of evidence. They stay empty: the sandbox takes no evidence. */
const noEvidence = () => ({
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
});

/** A dispute over what is not refunded of a charge (docs.stripe.com/disputes/how-disputes-work). */
export function newDispute(id: string, created: number, charge: Charge, reason: DisputeReason) {
  return {
    id,
    object: "dispute" as const,
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [] as never[],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [] as never[],
    evidence: noEvidence(),
    evidence_details: {
      due_by: created + ANSWER_WITHIN_S,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {} as Metadata,
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand: charge.payment_method_details.card.brand,
        case_type: "chargeback",
        network: charge.payment_method_details.card.network,
        network_reason_code: null,
      },
      type: "card",
    },
    reason,
    status: "needs_response" as "needs_response" | "won" | "lost",
  };
}
export type Dispute = ReturnType<typeof newDispute>;
