import type { LocalizedText, PaidInterval, PlanDefinition } from "../catalog/plan";
import type { NegotiatedOverride } from "../contract/contract";
import type { PaymentTerms } from "../payment-terms/payment-terms";
import type { Quantities } from "../pricing/quantities";
import type { Discount, TaxRate, TaxRounding } from "../pricing/terms";
import type { Issuer } from "../seller/seller";
import type { FrozenEstimate } from "./frozen";

/**
 * How the sale is paid: by invoices that sales make in Stripe or that Choba makes, due a number of days after
 * they are sent.
 */
export type QuoteInvoicing = { by: "stripe_dashboard" | "choba"; dueDays: number };
export const longestDueDays = 120;

/** What is priced and shown: the plan, the quantities and the terms. */
export type Offered = {
  interval: PaidInterval;
  quantities: Quantities;
  discount: Discount | null;
  taxKeys: readonly string[];
  /** Prices, allowances and limits for this customer only. The contract takes them over unchanged. */
  negotiated: NegotiatedOverride | null;
};

/** Who answers questions about the quote. */
export type QuoteContact = { name: string; email: string };

/** Everything that a sent quote states and that must not change any more. */
export type FrozenQuote = {
  planKey: string;
  planVersion: number;
  planName: LocalizedText;
  /** Including the negotiated terms: what the license will hold. */
  definition: PlanDefinition;
  estimate: FrozenEstimate;
  taxes: readonly TaxRate[];
  taxRounding: TaxRounding;
  issuer: Issuer;
  /** The company of the customer's billing details, otherwise the tenant's name. */
  recipient: string;
  contact: QuoteContact | null;
  /** The tenant's terms of then, which go before the quote's days; null: it had none. */
  paymentTerms: PaymentTerms | null;
};
