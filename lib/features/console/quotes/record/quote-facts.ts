import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { agreedChanges, concernsInterval } from "@/lib/domain/contract/agreed-changes";
import type { Id } from "@/lib/domain/ids";
import { freezeEstimate } from "@/lib/domain/quote/frozen";
import { type QuoteState, stateAt } from "@/lib/domain/quote/quote";
import type { QuoteDocument } from "@/lib/domain/quote/quote-document";
import { issuerIn } from "@/lib/domain/seller/seller";
import { dayOf } from "@/lib/domain/time/calendar";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { sellerOf } from "@/lib/features/foundation/seller/seller-of";
import { findBillingDetails } from "@/lib/features/payers/billing-details/queries";
import { findPaymentTerms } from "@/lib/features/payers/payment-terms/queries";
import { priceOffer } from "./price-offer";
import { offeredIn, type Quote } from "./queries";

/** What a quote says about itself to everybody who may open it. */
export type QuoteFacts = { id: Id<"quote">; state: QuoteState; document: QuoteDocument };

type Tenant = { id: Id<"tenant">; name: string; timeZone: string };

/** The quote as its document: of what was frozen, or for a draft as it would be if it were sent now. */
async function documentOf(tx: Transaction, quote: Quote, tenant: Tenant): Promise<QuoteDocument> {
  const { number, language, subject, interval, currency, sentAt, validUntil, period, invoicing, terms } =
    quote;
  return {
    number,
    language,
    subject,
    interval,
    currency,
    issuedOn: sentAt && dayOf(sentAt, tenant.timeZone),
    validUntil,
    period,
    invoicing,
    terms,
    ...(await saidBy(tx, quote, tenant)),
  };
}

async function saidBy(tx: Transaction, quote: Quote, tenant: Tenant) {
  // A version never changes, so what differs from it is as frozen as the quote itself.
  const { definition: published } = await getPlanVersion(tx, quote.planVersionId);
  const differing = (definition: PlanDefinition) =>
    agreedChanges(published, definition).filter((change) => concernsInterval(change, quote.interval));
  if (quote.frozen) {
    const { recipient, issuer, contact, planName, estimate, taxes, paymentTerms, definition } = quote.frozen;
    const agreed = differing(definition);
    return { recipient, issuer, contact, planName, estimate, taxes, paymentTerms, agreed };
  }
  const details = await findBillingDetails(tx, tenant.id);
  const { definition, estimate, terms } = await priceOffer(tx, published, offeredIn(quote));
  return {
    recipient: details?.companyName || tenant.name,
    issuer: issuerIn(await sellerOf(tx), quote.language),
    contact: null,
    paymentTerms: await findPaymentTerms(tx, tenant.id),
    planName: definition.name,
    estimate: freezeEstimate(estimate),
    taxes: terms.taxes,
    agreed: differing(definition),
  };
}

export const factsOf = async (
  tx: Transaction,
  quote: Quote,
  tenant: Tenant,
  now: Date,
): Promise<QuoteFacts> => ({
  id: quote.id,
  state: stateAt(quote, now),
  document: await documentOf(tx, quote, tenant),
});
