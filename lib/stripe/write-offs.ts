import { callStripe } from "./call-stripe";
import { hasCreditNote } from "./credit-notes";
import { readInvoice } from "./invoices";

/**
 * Marks an open invoice as one that nobody pays. Stripe then stops to collect it and counts it as bad debt; it can still be
 * paid (docs.stripe.com/invoicing/overview#uncollectible). Answers false if it was paid or voided first.
 */
export async function markUncollectible(id: string, key: string): Promise<boolean> {
  const { status } = await readInvoice(id);
  if (status === "open")
    await callStripe((stripe) => stripe.invoices.markUncollectible(id, {}, { idempotencyKey: key }));
  return status === "open" || status === "uncollectible";
}

/** What a bank took of a transfer, in the words of the books. */
const memo = "Bank charges";

/**
 * Takes what a bank kept of a transfer off an open invoice, by a credit note. If that is all that is left to pay, Stripe
 * counts the invoice as paid. Answers false if less was left to pay than that.
 */
export async function creditBankFee(id: string, amountMinor: bigint, key: string): Promise<boolean> {
  const name = `bank_fee:${id}`;
  if (await hasCreditNote(id, name)) return true;
  const { status, openMinor } = await readInvoice(id);
  if (status !== "open" || openMinor < amountMinor) return false;
  await callStripe((stripe) =>
    stripe.creditNotes.create(
      { invoice: id, amount: Number(amountMinor), memo, metadata: { choba_credit: name } },
      { idempotencyKey: key },
    ),
  );
  return true;
}
