import type { StripeValues } from "./fields";

/** A Stripe customer, read as billing details. */
export type StripeBillingDetails = {
  customerId: string;
  values: StripeValues;
  /**
   * What an authority reported about each tax id, by its number: `pending`, `verified`, `unverified`,
   * `unavailable`.
   */
  verifications: Record<string, string>;
};
