import type { Metadata } from "../core/json";
import { listOf, nil } from "../core/json";
import type { Address } from "./address";
import type { CustomField } from "./custom-fields";
import type { DiscountAmount } from "./discount";
import type { CollectionMethod } from "./subscription";
import type { TaxAmount, TaxRate } from "./tax";

export interface CreditedItems {
  invoice: string;
  invoice_line_items: string[];
}

/** The same link in an invoice item: to an invoice item that is still pending, or to invoice lines. */
export type CreditedByItem =
  | { invoice_item: string; type: "invoice_item" }
  | { invoice_line_item_details: CreditedItems; type: "invoice_line_items" };

export interface Pricing {
  price_details: { price: string; product: string };
  type: "price_details";
  /** Null for a proration. */
  unit_amount_decimal: string | null;
}

export type LineParent =
  | {
      invoice_item_details: {
        invoice_item: string;
        proration: boolean;
        proration_details: { credited_items: CreditedItems | null } | null;
        subscription: string | null;
      };
      subscription_item_details: null;
      type: "invoice_item_details";
    }
  | {
      invoice_item_details: null;
      subscription_item_details: {
        invoice_item: string | null;
        proration: boolean;
        proration_details: { credited_items: CreditedItems | null } | null;
        subscription: string;
        subscription_item: string;
      };
      type: "subscription_item_details";
    };

export interface LineItem {
  id: string;
  object: "line_item";
  amount: number;
  currency: string;
  description: string | null;
  discount_amounts: DiscountAmount[];
  discountable: boolean;
  discounts: never[];
  invoice: string | null;
  livemode: false;
  metadata: Metadata;
  parent: LineParent;
  period: { end: number; start: number };
  pretax_credit_amounts: PretaxCredit[];
  pricing: Pricing | null;
  quantity: number | null;
  quantity_decimal: string | null;
  subscription: string | null;
  subtotal: number;
  taxes: TaxAmount[];
}

/** A discount that lowers the taxable amount. */
export type PretaxCredit = DiscountAmount & { type: "discount" };

/** How an own invoice is printed. Those of subscriptions have none. */
export interface Rendering {
  amount_tax_display: string | null;
  pdf: { page_size: "a4" | "auto" };
  template: null;
  template_version: null;
}

export type BillingReason = "manual" | "subscription_create" | "subscription_cycle" | "subscription_update";

export function newInvoice(id: string, created: number, currency: string) {
  return {
    id,
    object: "invoice" as const,
    account_country: "JP",
    account_name: "Choba sandbox",
    account_tax_ids: nil<string[]>(),
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: nil<number>(),
    billing_reason: "manual" as BillingReason,
    collection_method: "charge_automatically" as CollectionMethod,
    created,
    currency,
    custom_fields: nil<CustomField[]>(),
    customer: "",
    customer_account: null,
    customer_address: nil<Address>(),
    customer_email: nil<string>(),
    customer_name: nil<string>(),
    customer_phone: nil<string>(),
    customer_shipping: nil<{
      address: Address;
      carrier: string | null;
      name: string;
      phone: string | null;
      tracking_number: string | null;
    }>(),
    customer_tax_exempt: "none",
    customer_tax_ids: [] as { type: string; value: string }[],
    default_payment_method: nil<string>(),
    default_source: null,
    default_tax_rates: [] as TaxRate[],
    description: nil<string>(),
    discounts: [] as string[],
    due_date: nil<number>(),
    effective_at: nil<number>(),
    ending_balance: nil<number>(),
    footer: nil<string>(),
    from_invoice: null,
    hosted_invoice_url: nil<string>(),
    invoice_pdf: nil<string>(),
    issuer: { type: "self" },
    last_finalization_error: nil<{ message: string; type: string }>(),
    latest_revision: null,
    lines: listOf<LineItem>([], `/v1/invoices/${id}/lines`),
    livemode: false,
    metadata: {} as Metadata,
    next_payment_attempt: nil<number>(),
    number: nil<string>(),
    on_behalf_of: null,
    parent: nil<{
      quote_details: null;
      subscription_details: {
        metadata: Metadata;
        subscription: string;
        subscription_proration_date?: number;
      };
      type: "subscription_details";
    }>(),
    payment_settings: {
      default_mandate: null,
      payment_method_options: null,
      payment_method_types: nil<string[]>(),
    },
    period_end: created,
    period_start: created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: nil<string>(),
    rendering: nil<Rendering>(),
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: "draft" as "draft" | "open" | "paid" | "uncollectible" | "void",
    status_transitions: {
      finalized_at: nil<number>(),
      marked_uncollectible_at: nil<number>(),
      paid_at: nil<number>(),
      voided_at: nil<number>(),
    },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: nil<string>(),
    total: 0,
    total_discount_amounts: [] as DiscountAmount[],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [] as PretaxCredit[],
    total_taxes: [] as TaxAmount[],
    webhooks_delivered_at: nil<number>(),
  };
}
export type Invoice = ReturnType<typeof newInvoice>;

export function newInvoiceItem(id: string, date: number, customer: string, currency: string) {
  return {
    id,
    object: "invoiceitem" as const,
    amount: 0,
    currency,
    customer,
    customer_account: null,
    date,
    description: nil<string>(),
    discountable: true,
    discounts: [] as never[],
    invoice: nil<string>(),
    livemode: false,
    metadata: {} as Metadata,
    net_amount: 0,
    parent: nil<{
      subscription_details: { subscription: string; subscription_item?: string };
      type: "subscription_details";
    }>(),
    period: { end: date, start: date },
    pricing: nil<Pricing>(),
    proration: false,
    proration_details: undefined as
      | { credited_items: CreditedByItem | null; discount_amounts: DiscountAmount[] }
      | undefined,
    quantity: 1,
    quantity_decimal: "1",
    tax_rates: [] as TaxRate[],
    test_clock: nil<string>(),
  };
}
export type InvoiceItem = ReturnType<typeof newInvoiceItem>;

export function newInvoicePayment(id: string, created: number, invoice: Invoice, intent: string) {
  return {
    id,
    object: "invoice_payment" as const,
    amount_paid: nil<number>(),
    amount_requested: invoice.amount_due,
    created,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent, type: "payment_intent" },
    status: "open" as "open" | "paid" | "canceled",
    status_transitions: { canceled_at: nil<number>(), paid_at: nil<number>() },
  };
}
export type InvoicePayment = ReturnType<typeof newInvoicePayment>;
