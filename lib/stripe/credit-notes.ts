import type Stripe from "stripe";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";
import type { InvoiceLine } from "./own-invoices";
import { idOf } from "./references";

/**
 * What people took off an invoice before tax: credit notes that Choba did not make, and coupons, since Choba's own
 * discounts are lines. `known`: discounts that the promise contains.
 */
export async function creditedByPeople(invoiceId: string, known: readonly string[]): Promise<bigint> {
  return callStripe(async (stripe) => {
    const { total_discount_amounts: off } = await stripe.invoices.retrieve(invoiceId);
    let credited = 0n;
    for (const { amount, discount } of off ?? [])
      if (!known.includes(idOf(discount) ?? "")) credited += BigInt(amount);
    for await (const note of stripe.creditNotes.list({ invoice: invoiceId, limit: 100 }))
      if (note.status === "issued" && !note.metadata?.choba_credit)
        credited += BigInt(note.total_excluding_tax ?? note.total);
    return credited;
  });
}

/** A credit note that Choba makes from a promise. Amounts are negative: what it takes off the invoice. */
export type WantedCreditNote = {
  invoiceId: string;
  /** Finds it again, however late. */
  name: string;
  chargeId: string;
  lines: readonly InvoiceLine[];
  totalMinor: bigint;
};

/**
 * Credits an invoice line by line, once. On an open invoice what is left to pay falls; of one that was paid meanwhile the
 * amount becomes balance (docs.stripe.com/invoicing/integration/programmatic-credit-notes). Invoices that are taxed by
 * amounts are credited with tax amounts, by the rates that Stripe made for them.
 */
export async function createCreditNote(wanted: WantedCreditNote, key: string): Promise<void> {
  const { invoiceId, name, chargeId, totalMinor } = wanted;
  const invoice = await callStripe((stripe) => stripe.invoices.retrieve(invoiceId));
  if (invoice.status === "draft") throw new OutsideUnreachable(`invoice ${invoiceId} is not final yet`);
  if (invoice.status !== "open" && invoice.status !== "paid") return;
  if (await hasCreditNote(invoiceId, name)) return;
  const rates = await ratesOn(invoiceId);
  await callStripe((stripe) =>
    stripe.creditNotes.create(
      {
        invoice: invoiceId,
        reason: "order_change",
        lines: wanted.lines.map((line) => creditLine(line, rates)),
        ...(invoice.status === "paid" ? { credit_amount: Number(-totalMinor) } : {}),
        metadata: { choba_charge: chargeId, choba_credit: name },
      },
      { idempotencyKey: `${key}:${invoice.status}` },
    ),
  );
}

/** Whether a credit note of ours by this name stands on an invoice. */
export const hasCreditNote = (invoice: string, name: string) =>
  callStripe(async (stripe) => {
    for await (const note of stripe.creditNotes.list({ invoice, limit: 100 }))
      if (note.metadata?.choba_credit === name && note.status === "issued") return true;
    return false;
  });

/** The tax rates on an invoice's lines, by percent and inclusion. */
async function ratesOn(invoiceId: string): Promise<Map<string, string>> {
  const rates = new Map<string, string>();
  const ids = await callStripe(async (stripe) => {
    const found = new Set<string>();
    for await (const { taxes } of stripe.invoices.listLineItems(invoiceId, { limit: 100 }))
      for (const { tax_rate_details: details } of taxes ?? []) if (details) found.add(details.tax_rate);
    return found;
  });
  for (const id of ids) {
    const rate = await callStripe((stripe) => stripe.taxRates.retrieve(id));
    rates.set(rateKey(rate.display_name, String(rate.percentage), rate.inclusive), id);
  }
  return rates;
}

const rateKey = (name: string, percent: string, inclusive: boolean) =>
  JSON.stringify([name, Number(percent), inclusive]);

function creditLine(
  line: InvoiceLine,
  rates: ReadonlyMap<string, string>,
): Stripe.CreditNoteCreateParams.Line {
  return {
    type: "custom_line_item",
    description: line.text,
    quantity: 1,
    unit_amount: Number(-line.amountMinor),
    ...(line.taxes.length === 0
      ? {}
      : {
          tax_amounts: line.taxes.map((tax) => {
            const rate = rates.get(rateKey(tax.name, tax.percent, tax.inclusive));
            if (!rate) throw new OutsideRefused("tax_rate_missing", `${tax.name} is not on the invoice`);
            return {
              tax_rate: rate,
              amount: Number(-tax.amountMinor),
              taxable_amount: Number(-tax.taxableMinor),
            };
          }),
        }),
  };
}
