import type Stripe from "stripe";
import type { InvoiceTax } from "@/lib/domain/invoice-list/invoice-tax";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";
import { invoiceTaxesOf } from "./invoice-taxes";
import { type LedgerFacts, ledgerFactsOf } from "./ledger-facts";

/** What Choba stores of an invoice. Times are instants, not unix seconds; amounts are minor units. */
export type InvoiceFacts = InvoiceRow & { ledger: LedgerFacts };

type InvoiceRow = {
  id: string;
  stripeCustomerId: string;
  stripeSubscriptionId: string | null;
  payerName: string;
  number: string | null;
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  totalMinor: bigint;
  /** ISO 4217, in capitals. */
  currency: string;
  paidMinor: bigint;
  /** What credit notes took off, before or after it was paid. */
  creditedMinor: bigint;
  /** What is left to pay. */
  remainingMinor: bigint;
  /** By rate. */
  taxes: InvoiceTax[];
  /** True if it is sent to be paid; false: a card is charged. */
  isSent: boolean;
  attempts: number;
  /** When Stripe tries the card again by itself; null: it does not. */
  nextAttemptAt: Date | null;
  createdAt: Date;
  /** When it became final; null while it is a draft. */
  finalizedAt: Date | null;
  paidAt: Date | null;
  dueAt: Date | null;
  hostedUrl: string | null;
};

/** An invoice as Stripe has it now, or null for a draft that has been deleted. */
export async function readInvoiceFacts(id: string): Promise<InvoiceFacts | null> {
  try {
    return await factsOf(await callStripe((stripe) => stripe.invoices.retrieve(id)));
  } catch (error) {
    if (error instanceof OutsideRefused && error.reason === "resource_missing") return null;
    throw error;
  }
}

/** All invoices of a customer, newest first. Pages are fetched as the caller needs them. */
export async function* listInvoiceFacts(stripeCustomerId: string): AsyncGenerator<InvoiceFacts> {
  let after: string | undefined;
  do {
    const page = await callStripe((stripe) =>
      stripe.invoices.list({ customer: stripeCustomerId, limit: 100, starting_after: after }),
    );
    for (const invoice of page.data) yield await factsOf(invoice);
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after);
}

const factsOf = async (invoice: Stripe.Invoice): Promise<InvoiceFacts> => ({
  ...(await rowOf(invoice)),
  ledger: await ledgerFactsOf(invoice),
});

async function rowOf(invoice: Stripe.Invoice): Promise<InvoiceRow> {
  const subscription = invoice.parent?.subscription_details?.subscription;
  return {
    id: invoice.id,
    stripeCustomerId: idOf(invoice.customer) ?? "",
    stripeSubscriptionId: idOf(subscription),
    payerName: invoice.customer_name ?? invoice.customer_email ?? "",
    number: invoice.number,
    status: (invoice.status ?? "draft") as InvoiceFacts["status"],
    totalMinor: BigInt(invoice.total),
    currency: invoice.currency.toUpperCase(),
    paidMinor: BigInt(invoice.amount_paid),
    creditedMinor: BigInt(invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount),
    remainingMinor: BigInt(invoice.amount_remaining),
    taxes: await invoiceTaxesOf(invoice),
    isSent: invoice.collection_method === "send_invoice",
    attempts: invoice.attempt_count,
    nextAttemptAt: instantOf(invoice.next_payment_attempt),
    createdAt: fromUnixSeconds(invoice.created),
    finalizedAt: instantOf(invoice.status_transitions.finalized_at),
    paidAt: instantOf(invoice.status_transitions.paid_at),
    dueAt: instantOf(invoice.due_date),
    hostedUrl: invoice.hosted_invoice_url ?? null,
  };
}

function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (!reference) return null;
  return typeof reference === "string" ? reference : reference.id;
}

const instantOf = (seconds: number | null): Date | null =>
  seconds === null ? null : fromUnixSeconds(seconds);

const fromUnixSeconds = (seconds: number) => new Date(seconds * 1000);
