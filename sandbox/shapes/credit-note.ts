import { listOf, type Metadata, nil } from "../core/json";
import type { Invoice } from "./invoice";

export const CREDIT_NOTE_REASONS = [
  "duplicate",
  "fraudulent",
  "order_change",
  "product_unsatisfactory",
] as const;

interface CreditNoteLine {
  id: string;
  object: "credit_note_line_item";
  amount: number;
  description: string | null;
  discount_amount: number;
  discount_amounts: never[];
  livemode: false;
  metadata: Metadata;
  pretax_credit_amounts: never[];
  quantity: number;
  tax_rates: never[];
  taxes: never[];
  type: "custom_line_item";
  unit_amount: number;
  unit_amount_decimal: string;
}

export function newCreditNote(id: string, created: number, invoice: Invoice, number: string, amount: number) {
  const line: CreditNoteLine = {
    id: `cnli_${id.slice(3)}`,
    object: "credit_note_line_item",
    amount,
    description: null,
    discount_amount: 0,
    discount_amounts: [],
    livemode: false,
    metadata: {},
    pretax_credit_amounts: [],
    quantity: 1,
    tax_rates: [],
    taxes: [],
    type: "custom_line_item",
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  };
  return {
    id,
    object: "credit_note" as const,
    amount,
    amount_shipping: 0,
    created,
    currency: invoice.currency,
    customer: invoice.customer,
    customer_account: null,
    customer_balance_transaction: nil<string>(),
    discount_amount: 0,
    discount_amounts: [] as never[],
    effective_at: created,
    invoice: invoice.id,
    lines: listOf([line], `/v1/credit_notes/${id}/lines`),
    livemode: false,
    memo: nil<string>(),
    metadata: {} as Metadata,
    number,
    out_of_band_amount: nil<number>(),
    pdf: invoice.invoice_pdf ?? "",
    post_payment_amount: 0,
    pre_payment_amount: 0,
    pretax_credit_amounts: [] as never[],
    reason: nil<(typeof CREDIT_NOTE_REASONS)[number]>(),
    refunds: [] as {
      amount_refunded: number;
      payment_record_refund: null;
      refund: string;
      type: "refund";
    }[],
    shipping_cost: null,
    status: "issued" as "issued" | "void",
    subtotal: amount,
    subtotal_excluding_tax: amount,
    total: amount,
    total_excluding_tax: amount,
    total_taxes: [] as never[],
    type: "post_payment" as "post_payment" | "pre_payment",
    voided_at: nil<number>(),
  };
}
export type CreditNote = ReturnType<typeof newCreditNote>;
