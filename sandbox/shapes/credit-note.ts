import { listOf, type Metadata, nil } from "../core/json";
import type { DiscountAmount } from "./discount";
import type { Invoice, PretaxCredit } from "./invoice";
import type { TaxAmount, TaxRate } from "./tax";

export const CREDIT_NOTE_REASONS = [
  "duplicate",
  "fraudulent",
  "order_change",
  "product_unsatisfactory",
] as const;

export interface CreditNoteLine {
  id: string;
  object: "credit_note_line_item";
  /** Before discounts and exclusive taxes. */
  amount: number;
  description: string | null;
  discount_amount: number;
  discount_amounts: DiscountAmount[];
  /** The line of the invoice that it credits. */
  invoice_line_item?: string;
  livemode: false;
  metadata: Metadata;
  pretax_credit_amounts: PretaxCredit[];
  quantity: number | null;
  tax_rates: TaxRate[];
  taxes: TaxAmount[];
  type: "custom_line_item" | "invoice_line_item";
  unit_amount: number | null;
  unit_amount_decimal: string | null;
}

/** What the lines of a credit note add up to. */
export interface CreditNoteTotals {
  subtotal: number;
  discount: number;
  inclusive: number;
  exclusive: number;
  taxes: TaxAmount[];
}

export function newCreditNote(
  id: string,
  created: number,
  invoice: Invoice,
  number: string,
  lines: CreditNoteLine[],
  totals: CreditNoteTotals,
) {
  const { subtotal, discount, inclusive, exclusive } = totals;
  const amount = subtotal - discount + exclusive;
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
    discount_amount: discount,
    discount_amounts: lines.flatMap((line) => line.discount_amounts),
    effective_at: created,
    invoice: invoice.id,
    lines: listOf(lines, `/v1/credit_notes/${id}/lines`),
    livemode: false,
    memo: nil<string>(),
    metadata: {} as Metadata,
    number,
    out_of_band_amount: nil<number>(),
    pdf: `${(invoice.invoice_pdf ?? "").replace(/\/pdf$/, "")}/credit-note/${id}/pdf`,
    post_payment_amount: 0,
    pre_payment_amount: 0,
    pretax_credit_amounts: lines.flatMap((line) => line.pretax_credit_amounts),
    reason: nil<(typeof CREDIT_NOTE_REASONS)[number]>(),
    refunds: [] as {
      amount_refunded: number;
      payment_record_refund: null;
      refund: string;
      type: "refund";
    }[],
    shipping_cost: null,
    status: "issued" as "issued" | "void",
    subtotal,
    subtotal_excluding_tax: subtotal - inclusive,
    total: amount,
    total_excluding_tax: amount - exclusive - inclusive,
    total_taxes: totals.taxes,
    type: "post_payment" as "post_payment" | "pre_payment",
    voided_at: nil<number>(),
  };
}
export type CreditNote = ReturnType<typeof newCreditNote>;
