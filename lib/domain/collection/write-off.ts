/**
 * `unpaid`: nobody will pay what is left of the invoice. `bank_fee`: a transfer was short by what a bank took, and the rest
 * is forgiven.
 */
export const writeOffCauses = ["unpaid", "bank_fee"] as const;
export type WriteOffCause = (typeof writeOffCauses)[number];

/**
 * `pending`: Stripe is still to be told. `undone`: a payment came first, or Stripe refused, so that nothing was written
 * off.
 */
export type WriteOffState = "pending" | "done" | "undone";
