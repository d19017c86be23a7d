/** A confirmed change that is paid at once. */
export type OrderKind = "purchase" | "upgrade";

export type OrderState =
  /** No card is stored: the payer is, or should be, on Stripe's Checkout page. */
  | "awaiting_card"
  /** Committed here; the request to Stripe is under way. */
  | "executing"
  /** Stripe has made an invoice that is not paid yet: it needs authentication or another card. */
  | "awaiting_payment"
  | "done"
  /** Cancelled by the payer, or not paid in time. */
  | "cancelled"
  /** Stripe refused it finally; nothing was charged. */
  | "failed"
  /**
   * The previewed price no longer holds (the period ended, the price changed). It must be previewed and
   * confirmed again.
   */
  | "stale";

/** One line of a previewed invoice. Amounts are minor units as decimal text. */
export type PreviewLine = { description: string; amountMinor: string; from: string; to: string };

/** The amounts that were shown and confirmed. Instants are ISO 8601 in UTC. */
export type ConfirmedPrice = {
  currency: string;
  lines: PreviewLine[];
  subtotalMinor: string;
  taxMinor: string;
  totalMinor: string;
  /** The second to which everything is prorated. */
  pricedAt: string;
  /** The price can be charged only before this instant. */
  validUntil: string;
};

const hourMs = 60 * 60 * 1000;

/** An order that nobody pays is given up after so long. Stripe's own pages wait about as long. */
export const unpaidOrderMs = 23 * hourMs;

/** Time enough to give it up and to hear of a payment that came meanwhile. Then an order holds nothing up any more. */
export const longestOrderMs = unpaidOrderMs + 2 * hourMs;
