import { callStripe } from "./call-stripe";
import { compareLines, takenBack, withoutTerms } from "./draft-lines";
import { voidInvoice } from "./invoices";
import { readDraft } from "./read-draft";

/** What of a draft was taken back, in minor units before tax. */
export type TakenBack = { amountMinor: bigint; currency: string };

/**
 * Takes Choba's lines back from a draft that no period expects. One that has no others is voided: a subscription's draft
 * cannot be deleted, so it is made final first, without collecting it. Null if it is no draft any more. Safe to repeat.
 */
export async function takeBackDraft(
  id: string,
  ours: ReadonlySet<string>,
  key: string,
): Promise<TakenBack | null> {
  const draft = await readDraft(id);
  const { surplus, theirs } = compareLines(draft.lines.data, [], ours);
  const amountMinor = surplus.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const taken = { amountMinor, currency: draft.currency.toUpperCase() };
  if (theirs.length === 0) {
    if (draft.status === "draft")
      await callStripe((stripe) =>
        stripe.invoices.finalizeInvoice(id, { auto_advance: false }, { idempotencyKey: `${key}:finalize` }),
      );
    // One of nothing is paid as soon as it is final.
    if (draft.amount_due > 0) await voidInvoice(id, `${key}:void`);
    return taken;
  }
  if (draft.status !== "draft" || surplus.length === 0) return null;
  const updates = surplus.flatMap(withoutTerms);
  if (updates.length > 0)
    await callStripe((stripe) =>
      stripe.invoices.updateLines(id, { lines: updates }, { idempotencyKey: `${key}:terms` }),
    );
  await callStripe((stripe) =>
    stripe.invoices.addLines(id, { lines: surplus.map(takenBack) }, { idempotencyKey: `${key}:back` }),
  );
  return taken;
}
