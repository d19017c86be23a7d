import type Stripe from "stripe";
import type { RateShare } from "@/lib/domain/documents/return-document";
import { callStripe } from "./call-stripe";

/** Money of an invoice that was given back, with the tax in it as far as Stripe says. Amounts are not negative. */
export type InvoiceReturn = {
  /** A credit note (cn_), or a refund without one (re_). */
  stripeId: string;
  /** Null for a refund, which has none. */
  number: string | null;
  at: Date;
  totalMinor: bigint;
  lines: { text: string; amountMinor: bigint; percents: string[] }[];
  /** Null: nobody said for what it is. */
  rates: RateShare[] | null;
};

export type InvoiceReturns = {
  invoice: { number: string; at: Date; totalMinor: bigint; rates: RateShare[] };
  returns: InvoiceReturn[];
};

/** What was given back of an invoice, oldest first; null if it is a draft or nothing was. */
export async function readInvoiceReturns(invoiceId: string): Promise<InvoiceReturns | null> {
  const invoice = await callStripe((stripe) => stripe.invoices.retrieve(invoiceId));
  const { finalized_at: finalizedAt } = invoice.status_transitions;
  if (finalizedAt === null || !invoice.number) return null;
  const notes = await callStripe((stripe) => stripe.creditNotes.list({ invoice: invoiceId, limit: 100 }));
  const issued = notes.data.filter(({ status }) => status === "issued");
  const refunds = await refundsWithoutNote(invoiceId, issued);
  if (issued.length + refunds.length === 0) return null;
  const percents = await percentsOf([invoice, ...issued]);
  const returns = [
    ...issued.map(
      (note): InvoiceReturn => ({
        stripeId: note.id,
        number: note.number,
        at: instantOf(note.created),
        totalMinor: BigInt(note.total),
        lines: note.lines.data.map(({ description, amount, taxes }) => ({
          text: description ?? "",
          amountMinor: BigInt(amount),
          percents: (taxes ?? []).map((tax) => percents.get(tax.tax_rate_details?.tax_rate ?? "") ?? "0"),
        })),
        rates: sharesOf(note.total_taxes ?? [], percents),
      }),
    ),
    ...refunds.map(
      (refund): InvoiceReturn => ({
        stripeId: refund.id,
        number: null,
        at: instantOf(refund.created),
        totalMinor: BigInt(refund.amount),
        lines: [],
        rates: null,
      }),
    ),
  ];
  return {
    invoice: {
      number: invoice.number,
      at: instantOf(finalizedAt),
      totalMinor: BigInt(invoice.total),
      rates: sharesOf(invoice.total_taxes ?? [], percents),
    },
    returns: returns.sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}

/** Refunds of the invoice's payments that no credit note names. */
async function refundsWithoutNote(invoice: string, notes: Stripe.CreditNote[]): Promise<Stripe.Refund[]> {
  const named = new Set(
    notes.flatMap(({ refunds }) =>
      refunds.map(({ refund }) => (typeof refund === "string" ? refund : refund?.id)),
    ),
  );
  return callStripe(async (stripe) => {
    const { data: payments } = await stripe.invoicePayments.list({ invoice, status: "paid", limit: 100 });
    const found: Stripe.Refund[] = [];
    for (const { payment } of payments) {
      const intent = payment.payment_intent;
      if (!intent) continue;
      const payment_intent = typeof intent === "string" ? intent : intent.id;
      for await (const refund of stripe.refunds.list({ payment_intent, limit: 100 }))
        if (refund.status === "succeeded" && !named.has(refund.id)) found.push(refund);
    }
    return found;
  });
}

type Taxed = { total_taxes?: Taxes | null };
type Taxes = {
  amount: number;
  tax_behavior: string;
  taxable_amount: number | null;
  tax_rate_details: { tax_rate: string } | null;
}[];

async function percentsOf(documents: readonly Taxed[]): Promise<Map<string, string>> {
  const ids = documents.flatMap(({ total_taxes: taxes }) =>
    (taxes ?? []).flatMap(({ tax_rate_details: details }) => details?.tax_rate ?? []),
  );
  const percents = new Map<string, string>();
  for (const id of new Set(ids)) {
    const { percentage } = await callStripe((stripe) => stripe.taxRates.retrieve(id));
    percents.set(id, String(percentage));
  }
  return percents;
}

/** Two rates of one percent are one to the tax office. */
function sharesOf(taxes: Taxes, percents: ReadonlyMap<string, string>): RateShare[] {
  const shares = new Map<string, RateShare>();
  for (const { amount, taxable_amount: taxable, tax_rate_details: details } of taxes) {
    const percent = percents.get(details?.tax_rate ?? "") ?? "0";
    const before = shares.get(percent) ?? { percent, grossMinor: 0n, taxMinor: 0n };
    shares.set(percent, {
      percent,
      // The taxable amount is without the tax, also where prices contain it.
      grossMinor: before.grossMinor + BigInt(taxable ?? 0) + BigInt(amount),
      taxMinor: before.taxMinor + BigInt(amount),
    });
  }
  return [...shares.values()];
}

const instantOf = (seconds: number): Date => new Date(seconds * 1000);
