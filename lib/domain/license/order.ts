/** A confirmed change that is paid at once. */
export type OrderKind = "purchase" | "upgrade";

export type OrderState =
  /** No card on file: the payer is (or should be) on Stripe's Checkout page. */
  | "awaiting_card"
  /** Committed with us; Stripe is being told. */
  | "executing"
  /** Stripe has made an invoice that is not paid yet: authentication or another card is needed. */
  | "awaiting_payment"
  | "done"
  /** Given up by the payer, or never paid in time. */
  | "cancelled"
  /** Stripe refused it for good; nothing was charged. */
  | "failed"
  /** What was promised no longer holds (the period ended, the price moved): it must be previewed and confirmed anew. */
  | "stale";

/** One line of a previewed invoice. Amounts are minor units as decimal text. */
export type PreviewLine = { description: string; amountMinor: string; from: string; to: string };

/** The money that was shown and confirmed. Instants are ISO 8601 in UTC. */
export type Promised = {
  currency: string;
  lines: PreviewLine[];
  subtotalMinor: string;
  taxMinor: string;
  totalMinor: string;
  /** The second to which everything is prorated. */
  pricedAt: string;
  /** The promise stands only before this instant. */
  validUntil: string;
};
