import type { LocalizedText, PaidInterval, PlanDefinition } from "../catalog/plan";
import type { NegotiatedOverride } from "../contract/contract";
import type { Quantities } from "../pricing/quantities";
import type { Discount, TaxRate, TaxRounding } from "../pricing/terms";
import type { FrozenEstimate } from "./frozen";

/** How what is sold is paid: by invoices that sales make in Stripe, or Choba, due so many days after they are sent. */
export type QuoteInvoicing = { by: "stripe_dashboard" | "choba"; dueDays: number };
export const longestDueDays = 120;

/** What is worked out and shown: which plan, how much of it, at which terms. */
export type Offered = {
  interval: PaidInterval;
  quantities: Quantities;
  discount: Discount | null;
  taxKeys: readonly string[];
  /** The prices, allowances and limits of this customer alone; the contract takes them over as they stand. */
  negotiated: NegotiatedOverride | null;
};

/** Whom a question about the quote goes to. */
export type QuoteContact = { name: string; email: string };

/** Who sells, as it stands on the quote; the address in lines. */
export type Issuer = { name: string; address: readonly string[] };

/** Everything that a sent quote says and that must not move any more. */
export type FrozenQuote = {
  planKey: string;
  planVersion: number;
  planName: LocalizedText;
  /** With what was negotiated in it: what the license will hold. */
  definition: PlanDefinition;
  estimate: FrozenEstimate;
  taxes: readonly TaxRate[];
  taxRounding: TaxRounding;
  issuer: Issuer;
  /** The customer's company as in its billing details, or else the tenant's name. */
  recipient: string;
  contact: QuoteContact | null;
};
