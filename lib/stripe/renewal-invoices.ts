import type Stripe from "stripe";
import { callStripe } from "./call-stripe";
import { compareLines, type ExpectedLine, type Line } from "./draft-lines";
import { type InvoiceSnapshot, voidInvoice } from "./invoices";
import { lackOf } from "./lack-of-invoice";
import { dayOf, manualLines, namesOfDiscounts, totalOf } from "./manual-draft-lines";
import { chargeOwnInvoice, type InvoiceLine, type OwnInvoice } from "./own-invoices";
import { readDraft } from "./read-draft";

/**
 * An invoice that Stripe made because a subscription renewed. `isReplaced`: an invoice of Choba's own stands for it.
 * `carries`: the charge that is named on it.
 */
export type RenewalInvoice = { id: string; isDraft: boolean; isReplaced: boolean; carries: string | null };

/** The invoice of a subscription's renewal at `dueAt` or up to a day later; null: Stripe has not made it yet. */
export async function findRenewalInvoice(
  subscriptionId: string,
  dueAt: Date,
): Promise<RenewalInvoice | null> {
  const from = Math.floor(dueAt.getTime() / 1000) - 60;
  const list = await callStripe((stripe) =>
    stripe.invoices.list({
      subscription: subscriptionId,
      created: { gte: from, lt: from + 86_400 },
      limit: 10,
    }),
  );
  const found = list.data.find(({ billing_reason: reason }) => reason === "subscription_cycle");
  if (!found) return null;
  const { id, status, metadata } = found;
  return {
    id,
    isDraft: status === "draft",
    isReplaced: Boolean(metadata?.choba_replaced),
    carries: metadata?.choba_charge ?? null,
  };
}

/**
 * Makes an invoice of Choba's own in place of a renewal's draft that Stripe does not let be completed, with the lines that
 * people put there, and voids the draft. Safe to repeat: the draft says first that it is replaced.
 */
export async function replaceRenewalDraft(
  { id, isReplaced }: RenewalInvoice,
  own: OwnInvoice,
  ours: ReadonlySet<string>,
  key: string,
  beforePaying: (invoiceId: string) => Promise<void>,
): Promise<InvoiceSnapshot> {
  if (!isReplaced)
    await callStripe((stripe) =>
      stripe.invoices.update(
        id,
        { auto_advance: false, metadata: { choba_charge: "", choba_replaced: own.chargeId } },
        { idempotencyKey: `${key}:replaced` },
      ),
    );
  const draft = await readDraft(id);
  const { theirs } = compareLines(draft.lines.data, [], ours);
  const byHand = await manualLines(draft, theirs, null);
  // A subscription's draft can only be voided once it is final. One that is final for nothing would use up a balance.
  if (draft.status === "draft" && draft.amount_due > 0)
    await callStripe((stripe) =>
      stripe.invoices.finalizeInvoice(id, { auto_advance: false }, { idempotencyKey: `${key}:close` }),
    );
  if (draft.amount_due > 0) await voidInvoice(id, `${key}:void`);
  const wanted = {
    ...own,
    lines: [...own.lines, ...byHand],
    totalMinor: own.totalMinor + totalOf(byHand),
  };
  return chargeOwnInvoice(wanted, key, true, beforePaying);
}

/** What follows a final invoice. `takenBack`: the lines of that one which it takes back. */
export type FollowUp = { lines: InvoiceLine[]; takenBack: string[] };

/**
 * What a renewal's invoice lacks that was final before Choba could complete it: the expected lines that do not stand
 * there, and lines of ours that should not, taken back with what coupons and rates made of them. Empty if it is right. Taxes
 * that lines lack are not found here.
 */
export async function lackOfRenewalInvoice(
  id: string,
  lines: readonly ExpectedLine[],
  ours: ReadonlySet<string>,
  knownDiscounts: readonly string[],
): Promise<FollowUp> {
  const invoice = await readDraft(id);
  const known = namesOfDiscounts(invoice, knownDiscounts);
  const { missing, surplus } = lackOf(invoice.lines.data, lines, ours, known);
  const back = await Promise.all(surplus.map((line) => takenBackFrom(invoice, line)));
  return { lines: [...missing, ...back.flat()], takenBack: surplus.map((line) => line.id) };
}

/** The line with what coupons left of it, and with its taxes, the other way round. */
async function takenBackFrom(invoice: Stripe.Invoice, line: Line): Promise<InvoiceLine[]> {
  const off = (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const copies = await manualLines(invoice, [line], []);
  return copies.map(({ text, amountMinor, from, taxes }) => ({
    text,
    amountMinor: off - amountMinor,
    from,
    to: dayOf(line.period.end - 1),
    taxes: taxes.map((tax) => ({
      ...tax,
      amountMinor: -tax.amountMinor,
      taxableMinor: -tax.taxableMinor,
    })),
  }));
}
