import type { Metadata } from "../core/json";
import { nil } from "../core/json";

export type BalanceTransactionType =
  | "adjustment"
  | "applied_to_invoice"
  | "credit_note"
  | "initial"
  | "invoice_too_small"
  | "unapplied_from_invoice";

/** A change of a customer's balance. A negative amount is credit. */
export function newBalanceTransaction(id: string, created: number, customer: string, currency: string) {
  return {
    id,
    object: "customer_balance_transaction" as const,
    amount: 0,
    checkout_session: null,
    created,
    credit_note: nil<string>(),
    currency,
    customer,
    customer_account: null,
    description: nil<string>(),
    ending_balance: 0,
    invoice: nil<string>(),
    livemode: false,
    metadata: {} as Metadata,
    type: "adjustment" as BalanceTransactionType,
  };
}
export type BalanceTransaction = ReturnType<typeof newBalanceTransaction>;
