import type Stripe from "stripe";
import { callStripe } from "./call-stripe";

/** An invoice as its customer knows it. Amounts are minor units as text, instants ISO 8601. */
export type ListedInvoice = {
  id: string;
  /** Null while it is a draft. */
  number: string | null;
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  createdAt: string;
  /** For invoices that are paid by transfer; null if a card is charged. */
  dueAt: string | null;
  currency: string;
  totalMinor: string;
  paidMinor: string;
  /** What credit notes took off, before or after it was paid. */
  creditedMinor: string;
  hostedUrl: string | null;
  pdfUrl: string | null;
};

export type InvoicePage = {
  invoices: ListedInvoice[];
  /** Cursors of the neighbouring pages; null at the ends. */
  newer: string | null;
  older: string | null;
};

/** Where a page begins: right after this invoice, or right before it; at the newest if neither is given. */
export type InvoiceCursor = { after?: string; before?: string };

/** A customer's invoices, newest first, as Stripe has them (docs.stripe.com/api/invoices/list). */
export async function listInvoices(
  customer: string,
  { after, before }: InvoiceCursor,
  limit: number,
): Promise<InvoicePage> {
  const cursor = after ? { starting_after: after } : before ? { ending_before: before } : {};
  const list = await callStripe((stripe) => stripe.invoices.list({ customer, limit, ...cursor }));
  const [first, last] = [list.data[0], list.data.at(-1)];
  // `has_more` is about the direction of the request. In the other direction lies the page from which the
  // reader came.
  const hasNewer = before ? list.has_more : after !== undefined;
  const hasOlder = before ? true : list.has_more;
  return {
    invoices: list.data.map(listed),
    newer: hasNewer && first ? first.id : null,
    older: hasOlder && last ? last.id : null,
  };
}

function listed(invoice: Stripe.Invoice): ListedInvoice {
  const credited = invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount;
  return {
    id: invoice.id,
    number: invoice.number,
    status: (invoice.status ?? "draft") as ListedInvoice["status"],
    createdAt: new Date(invoice.created * 1000).toISOString(),
    dueAt: invoice.due_date ? new Date(invoice.due_date * 1000).toISOString() : null,
    currency: invoice.currency.toUpperCase(),
    totalMinor: String(invoice.total),
    paidMinor: String(invoice.amount_paid),
    creditedMinor: String(credited),
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
  };
}
