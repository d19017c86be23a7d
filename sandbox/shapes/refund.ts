import { type Metadata, nil } from "../core/json";
import type { Charge } from "./payment";

export const REFUND_REASONS = ["duplicate", "fraudulent", "requested_by_customer"] as const;

export function newRefund(id: string, created: number, charge: Charge, amount: number) {
  return {
    id,
    object: "refund" as const,
    amount,
    balance_transaction: null,
    charge: charge.id,
    created,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: {} as Metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: nil<(typeof REFUND_REASONS)[number]>(),
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}
export type Refund = ReturnType<typeof newRefund>;
