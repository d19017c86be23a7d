import type Stripe from "stripe";
import { callStripe } from "./call-stripe";
import { lowersTheirs, markOf, priceOf, takenBackBy, takenBackLines } from "./draft-lines";
import { idOf } from "./references";

type TakenOff = { id: string; amountMinor: bigint };

/** What an invoice says of why its total, or what is paid of it, is not what was promised. Minor units. */
export type LedgerFacts = {
  /** The charge that it carries, as its metadata name it. */
  chargeName: string | null;
  /** Lines that bear no mark of Choba's, with tax that is added to them. Those by our prices are a subscription's own. What was taken back is left out. */
  unmarkedLines: { priceId: string | null; amountMinor: bigint; discounts: TakenOff[] }[];
  /** What each coupon at Stripe took off, in parts. Choba's own discounts are lines. */
  discounts: TakenOff[];
  /** What the customer's balance paid; negative: what was owed before is collected, or the total became balance. */
  balanceUsedMinor: bigint;
  /** Below the minimum charge: the balance carries it to the next invoice. */
  carriedMinor: bigint;
  creditedBeforePaidMinor: bigint;
  /** By credit notes after it was paid, without what they refunded. */
  creditedLaterMinor: bigint;
};

export async function ledgerFactsOf(invoice: Stripe.Invoice): Promise<LedgerFacts> {
  const chargeName = invoice.metadata?.choba_charge || null;
  const lines = chargeName ? await linesOf(invoice) : [];
  return {
    chargeName,
    unmarkedLines: theirsAmong(invoice, lines).map(amountOf),
    discounts: [
      ...takenOff(invoice.total_discount_amounts),
      // A line that another invoice takes back is taken back with what coupons left of it.
      ...lines
        .filter(({ id }) => takenBackElsewhere(invoice).includes(id))
        .flatMap((line) => takenOff(line.discount_amounts))
        .map(({ id, amountMinor }) => ({ id, amountMinor: -amountMinor })),
    ],
    ...balanceOf(invoice),
    creditedBeforePaidMinor: BigInt(invoice.pre_payment_credit_notes_amount),
    creditedLaterMinor: await creditedLater(invoice),
  };
}

/** An invoice shows its first ten lines itself. */
async function linesOf({ id, lines }: Stripe.Invoice): Promise<Stripe.InvoiceLineItem[]> {
  if (!lines.has_more) return lines.data;
  return callStripe(async (stripe) => {
    const all: Stripe.InvoiceLineItem[] = [];
    for await (const line of stripe.invoices.listLineItems(id, { limit: 100 })) all.push(line);
    return all;
  });
}

/** What was taken back by a line of Choba's adds nothing; on another invoice it is what follows separately. */
function theirsAmong(
  invoice: Stripe.Invoice,
  lines: readonly Stripe.InvoiceLineItem[],
): Stripe.InvoiceLineItem[] {
  const back = new Set([...lines.map(takenBackBy), ...takenBackElsewhere(invoice)]);
  return lines.filter((line) => isUnmarked(line) && !back.has(line.id));
}

const takenBackElsewhere = ({ metadata }: Stripe.Invoice): string[] =>
  metadata?.[takenBackLines]?.split(",") ?? [];

/** What Choba added for people's lines is theirs. */
function isUnmarked(line: Stripe.InvoiceLineItem): boolean {
  const mark = markOf(line);
  return mark === null || mark.startsWith(lowersTheirs);
}

const takenOff = (amounts: Stripe.Invoice.TotalDiscountAmount[] | null): TakenOff[] =>
  (amounts ?? []).map(({ discount, amount }) => ({ id: idOf(discount) ?? "", amountMinor: BigInt(amount) }));

const amountOf = (line: Stripe.InvoiceLineItem) => ({
  priceId: priceOf(line),
  discounts: takenOff(line.discount_amounts),
  amountMinor: (line.taxes ?? []).reduce(
    (sum, { tax_behavior: behavior, amount }) => (behavior === "exclusive" ? sum + BigInt(amount) : sum),
    BigInt(line.amount),
  ),
});

/** A balance is positive where the customer owes (docs.stripe.com/billing/customer/balance). */
function balanceOf({ starting_balance: before, ending_balance: after }: Stripe.Invoice) {
  if (after === null) return { balanceUsedMinor: 0n, carriedMinor: 0n };
  const owedBefore = Math.max(0, before);
  const carried = Math.max(0, after - owedBefore);
  return { balanceUsedMinor: BigInt(after - before - carried), carriedMinor: BigInt(carried) };
}

async function creditedLater(invoice: Stripe.Invoice): Promise<bigint> {
  const after = BigInt(invoice.post_payment_credit_notes_amount);
  if (after === 0n) return 0n;
  return callStripe(async (stripe) => {
    let refunded = 0n;
    for await (const note of stripe.creditNotes.list({ invoice: invoice.id, limit: 100 }))
      if (note.status === "issued")
        for (const { amount_refunded: amount } of note.refunds) refunded += BigInt(amount);
    return after - refunded;
  });
}
