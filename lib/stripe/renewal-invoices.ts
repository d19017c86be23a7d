import { callStripe } from "./call-stripe";
import { compareLines, type ExpectedLine } from "./draft-lines";
import { type InvoiceSnapshot, voidInvoice } from "./invoices";
import { dayOf, manualLines, totalOf } from "./manual-draft-lines";
import { chargeOwnInvoice, type InvoiceLine, type OwnInvoice } from "./own-invoices";
import { readDraft } from "./read-draft";
import { idOf } from "./references";

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

/** `takesBack`: the line of the final invoice that this one takes back. */
export type LackingLine = InvoiceLine & { takesBack?: string };

/**
 * What a renewal's invoice lacks that was final before Choba could complete it: the expected lines that do not stand
 * there, and lines of ours that should not, taken back. Empty if it is right. Taxes that it lacks are not found here.
 */
export async function lackOfRenewalInvoice(
  id: string,
  lines: readonly ExpectedLine[],
  ours: ReadonlySet<string>,
): Promise<LackingLine[]> {
  const invoice = await callStripe((stripe) => stripe.invoices.retrieve(id));
  const wholes = lines.map((line) => ({ ...line, wholeMinor: null }));
  const { missing, surplus } = compareLines(invoice.lines.data, wholes, ours);
  // Stripe has taken these itself.
  const taken = new Set((invoice.total_discount_amounts ?? []).map(({ discount }) => idOf(discount)));
  return [
    ...missing.flatMap(({ wanted }) => (taken.has(wanted.discountId) ? [] : [wanted])),
    ...surplus.map((line) => ({
      text: line.description ?? "",
      amountMinor: -BigInt(line.amount),
      from: dayOf(line.period.start),
      to: dayOf(line.period.end - 1),
      taxes: [],
      takesBack: line.id,
    })),
  ];
}
