import type { LocalizedText, PaidInterval } from "../catalog/plan";
import type { AgreedChange } from "../contract/agreed-changes";
import type { FrozenEstimate } from "./frozen";
import type { Issuer, QuoteContact, QuoteInvoicing } from "./offer";
import type { QuotePeriod } from "./quote";

/** What stands on the paper: page and PDF are made of this and of nothing else. */
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
  /** What was agreed otherwise than it is published, as far as it concerns how this quote is paid. */
  agreed: readonly AgreedChange[];
  /** Local days of the tenant; null while it is a draft. */
  issuedOn: string | null;
  validUntil: string;
  period: QuotePeriod;
  invoicing: QuoteInvoicing;
  terms: string;
};
