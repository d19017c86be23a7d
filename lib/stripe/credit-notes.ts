import type Stripe from "stripe";
import { type CreditNote, creditedByLine } from "@/lib/domain/contract/credited-by-line";
import { callStripe } from "./call-stripe";
import { idOf } from "./references";

/** A line's amount after its discounts. A proration's amount contains its discount already. */
export const netOf = ({ amount, discount_amounts: off }: Stripe.InvoiceLineItem): bigint =>
  (off ?? []).reduce((left, discount) => left - BigInt(discount.amount), BigInt(amount));

/**
 * What credit notes that are not void have taken off each of the invoice's lines, by the line's id; empty
 * without any.
 */
export async function creditedOn(
  invoice: Stripe.Invoice,
  lines: readonly Stripe.InvoiceLineItem[],
): Promise<Map<string, bigint>> {
  const {
    id,
    total,
    pre_payment_credit_notes_amount: before,
    post_payment_credit_notes_amount: after,
  } = invoice;
  if (before + after === 0) return new Map();
  const notes = await callStripe(async (stripe) => {
    const issued: CreditNote[] = [];
    for await (const note of stripe.creditNotes.list({ invoice: id ?? "", limit: 100 }))
      if (note.status === "issued")
        issued.push({ totalMinor: BigInt(note.total), lines: named(await linesOf(stripe, note)) });
    return issued;
  });
  const billed = lines.map((line) => ({ id: line.id, netMinor: netOf(line) }));
  return creditedByLine({ totalMinor: BigInt(total), lines: billed }, notes);
}

/** A note carries only its first lines. */
async function linesOf(stripe: Stripe, note: Stripe.CreditNote): Promise<Stripe.CreditNoteLineItem[]> {
  const all: Stripe.CreditNoteLineItem[] = [];
  for await (const line of stripe.creditNotes.listLineItems(note.id, { limit: 100 })) all.push(line);
  return all;
}

const named = (lines: readonly Stripe.CreditNoteLineItem[]): CreditNote["lines"] =>
  lines.flatMap(({ invoice_line_item: of, amount, discount_amount: off, taxes }) => {
    const lineId = idOf(of);
    if (!lineId) return [];
    const netMinor = BigInt(amount) - BigInt(off);
    const onTop = (taxes ?? []).filter(({ tax_behavior }) => tax_behavior === "exclusive");
    return [{ lineId, netMinor, grossMinor: onTop.reduce((sum, tax) => sum + BigInt(tax.amount), netMinor) }];
  });
