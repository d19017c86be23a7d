import type Stripe from "stripe";
import { compareLines, type ExpectedLine, isTaxedAs } from "./draft-lines";
import { manualLines, totalOf } from "./manual-draft-lines";
import type { Registration } from "./own-invoices";
import { readDraft } from "./read-draft";
import { idOf } from "./references";

/** What a renewal's invoice must have of ours. */
export type ExpectedInvoice = {
  chargeId: string;
  lines: readonly ExpectedLine[];
  footer: string | null;
  registration: Registration;
  /** When one that is sent is due; null: as its subscription says. */
  dueAt: Date | null;
  totalMinor: bigint;
  /**
   * Discounts of people's that the promise knew: what they take off is a line of it. Others stay on the draft, and lower it
   * as Stripe has it.
   */
  knownDiscounts: readonly string[];
};

/** Our lines are not as promised, or the total is not that of our lines and of those that people put there. */
export type DraftProblem = "other_lines" | "other_total";

/** Discounts on a draft that the promise did not know, as when Stripe's word of them was lost. */
export const othersOn = ({ discounts }: Stripe.Invoice, known: readonly string[]): string[] =>
  discounts.map((discount) => idOf(discount) ?? "").filter((discount) => !known.includes(discount));

/** Compares the draft, read back, with the promise. */
export async function problemOf(
  id: string,
  { lines, totalMinor, knownDiscounts }: ExpectedInvoice,
  ours: ReadonlySet<string>,
): Promise<DraftProblem | null> {
  const draft = await readDraft(id);
  const { matched, surplus, missing, settled, theirs } = compareLines(draft.lines.data, lines, ours);
  const isAsPromised =
    missing.length === 0 &&
    surplus.length === 0 &&
    settled.reduce((sum, { amount }) => sum + amount, 0) === 0 &&
    matched.every(
      ({ line, wanted }) => BigInt(line.amount) === wanted.amountMinor && isTaxedAs(line, wanted),
    );
  if (!isAsPromised) return "other_lines";
  const theirTotal = totalOf(await manualLines(draft, theirs, knownDiscounts));
  const lowered = (draft.total_discount_amounts ?? [])
    .filter(({ discount }) => !knownDiscounts.includes(idOf(discount) ?? ""))
    .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  return BigInt(draft.total) === totalMinor + theirTotal - lowered ? null : "other_total";
}
