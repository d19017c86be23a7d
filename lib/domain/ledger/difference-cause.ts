/**
 * Why what is kept of a charge is not what was promised. The order is the one in which they are told: from the promise to
 * the invoice, and from the invoice to the money.
 *
 * - `made_at_stripe`: an invoice that people made there. Choba promised nothing of it.
 * - `in_progress`: its invoice is being made. `refused`: Stripe refused it for good. `given_up`: nothing is charged.
 * - `manual_line`: a line that people put on the invoice. `manual_coupon`: a coupon that they put there.
 * - `follows_separately`: final before it was complete; what it lacks is on an invoice of its own, where it is `follow_up`.
 * - `other_invoiced`: the invoice has another total, and nothing says why.
 * - `balance_used`, `balance_collected`, `became_balance`: what the customer's balance paid, what was owed from before and
 *   is collected with it, and a total in the payer's favour.
 * - `below_minimum`: too little to be collected; the balance carries it to the next invoice.
 * - `credit_note`: taken off before it was paid. `credited_later`: after it, other than as a refund.
 * - `unpaid`, `written_off`, `voided`, `draft`: what is not paid, and why it may never be.
 * - `refunded`, `lost_dispute`: paid, and taken back.
 * - `other_paid`: what was paid is not what was invoiced, and nothing says why.
 */
export const differenceCauses = [
  "made_at_stripe",
  "in_progress",
  "refused",
  "given_up",
  "manual_line",
  "manual_coupon",
  "follows_separately",
  "follow_up",
  "other_invoiced",
  "balance_used",
  "balance_collected",
  "became_balance",
  "below_minimum",
  "credit_note",
  "draft",
  "unpaid",
  "written_off",
  "voided",
  "other_paid",
  "credited_later",
  "refunded",
  "lost_dispute",
] as const;
export type DifferenceCause = (typeof differenceCauses)[number];

/** Nothing that Choba knows says why: people must look. */
const unexplainedCauses: ReadonlySet<DifferenceCause> = new Set(["other_invoiced", "other_paid"]);
export const isUnexplained = (cause: DifferenceCause): boolean => unexplainedCauses.has(cause);

/** What every invoice passes through on its way: by itself it is no difference that anybody must look at. */
const passingCauses: ReadonlySet<DifferenceCause> = new Set(["in_progress", "draft", "unpaid"]);
export const isPassing = (cause: DifferenceCause): boolean => passingCauses.has(cause);
