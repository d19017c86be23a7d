import type { LocalizedText, PaidInterval } from "../catalog/plan";
import type { AgreedChange } from "../contract/agreed-changes";
import type { PaymentTerms } from "../payment-terms/payment-terms";
import type { TaxRate } from "../pricing/terms";
import type { Issuer } from "../seller/seller";
import type { FrozenEstimate } from "./frozen";
import type { QuoteContact, QuoteInvoicing } from "./offer";
import type { QuotePeriod } from "./quote";

/** What stands on the quote document. Page and PDF are made from this alone. */
export type QuoteDocument = {
  /** Null for a draft. */
  number: string | null;
  language: "en" | "ja";
  subject: string;
  recipient: string;
  issuer: Issuer;
  contact: QuoteContact | null;
  planName: LocalizedText;
  interval: PaidInterval;
  currency: string;
  estimate: FrozenEstimate;
  /** The rates that the estimate was made with. */
  taxes: readonly TaxRate[];
  /** The terms that differ from the published ones, as far as they matter at this quote's interval. */
  agreed: readonly AgreedChange[];
  /** Local days of the tenant; null for a draft. */
  issuedOn: string | null;
  validUntil: string;
  period: QuotePeriod;
  invoicing: QuoteInvoicing;
  paymentTerms: PaymentTerms | null;
  terms: string;
};
