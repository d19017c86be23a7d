import type Stripe from "stripe";
import { callStripe } from "./call-stripe";

/** What Stripe prints of an invoice and of what followed it, and where it is today. */
export type StripeDocument = {
  kind: "invoice" | "receipt" | "credit_note";
  stripeId: string;
  number: string;
  issuedAt: Date;
  amountMinor: bigint;
  /** Empty: Stripe has none. Addresses end, so they are asked for each time. */
  url: string;
};

/** `isReturned`: something of the invoice was credited or refunded. */
export type InvoiceDocuments = { documents: StripeDocument[]; isReturned: boolean };

/** A draft has no print. */
export async function listInvoiceDocuments(invoiceId: string): Promise<InvoiceDocuments> {
  const invoice = await callStripe((stripe) => stripe.invoices.retrieve(invoiceId));
  const { finalized_at: finalizedAt } = invoice.status_transitions;
  if (finalizedAt === null || !invoice.number) return { documents: [], isReturned: false };
  const print: StripeDocument = {
    kind: "invoice",
    stripeId: invoice.id,
    number: invoice.number,
    issuedAt: instantOf(finalizedAt),
    amountMinor: BigInt(invoice.total),
    url: invoice.invoice_pdf ?? "",
  };
  const charges = await chargesOf(invoice.id);
  const notes = await creditNotesOf(invoice.id);
  return {
    documents: [print, ...receiptsOf(charges, invoice.number), ...notes],
    isReturned: notes.length > 0 || charges.some(({ amount_refunded: refunded }) => refunded > 0),
  };
}

async function chargesOf(invoice: string): Promise<Stripe.Charge[]> {
  const { data } = await callStripe((stripe) =>
    stripe.invoicePayments.list({
      invoice,
      status: "paid",
      limit: 100,
      expand: ["data.payment.payment_intent.latest_charge"],
    }),
  );
  return data.flatMap(({ payment }) => chargeOf(payment) ?? []);
}

/** Only charges have receipts: what was paid by balance or outside Stripe has none. */
const receiptsOf = (charges: readonly Stripe.Charge[], number: string): StripeDocument[] =>
  charges.flatMap((charge): StripeDocument[] =>
    charge.receipt_url
      ? [
          {
            kind: "receipt",
            stripeId: charge.id,
            number: charge.receipt_number ?? number,
            issuedAt: instantOf(charge.created),
            amountMinor: BigInt(charge.amount_captured),
            url: charge.receipt_url,
          },
        ]
      : [],
  );

function chargeOf({ payment_intent: intent }: Stripe.InvoicePayment.Payment): Stripe.Charge | null {
  const charge = typeof intent === "object" ? intent.latest_charge : null;
  return typeof charge === "object" ? charge : null;
}

async function creditNotesOf(invoice: string): Promise<StripeDocument[]> {
  return callStripe(async (stripe) => {
    const notes: StripeDocument[] = [];
    for await (const note of stripe.creditNotes.list({ invoice, limit: 100 }))
      notes.push({
        kind: "credit_note",
        stripeId: note.id,
        number: note.number,
        issuedAt: instantOf(note.created),
        amountMinor: -BigInt(note.total),
        url: note.pdf,
      });
    return notes;
  });
}

const instantOf = (seconds: number): Date => new Date(seconds * 1000);
