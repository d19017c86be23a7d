import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { firstAnchor } from "@/lib/domain/contract/billed-parts";
import { notAtStripe } from "@/lib/domain/contract/terms-at-stripe";
import { Refused } from "@/lib/domain/errors";
import type { Discount, PricingTerms } from "@/lib/domain/pricing/terms";
import { dayWindow } from "@/lib/domain/time/day-window";

type Offer = {
  invoicedBy: "stripe_dashboard" | "choba";
  interval: PaidInterval;
  discount: Discount | null;
  startsOn: string;
};

/**
 * Refuses an offer that Choba shall invoice and that would come to another amount at Stripe than the quote says. Who
 * invoices it is the field to change: in Stripe's dashboard every term can be invoiced manually.
 */
export function requireInvoiceable(
  { invoicedBy, interval, discount, startsOn }: Offer,
  { taxes, taxRounding }: PricingTerms,
  { timeZone }: { timeZone: string },
  now: Date,
): void {
  if (invoicedBy !== "choba") return;
  const startsAt = dayWindow(startsOn, timeZone).start;
  const terms = { interval, startsAt, discount, taxes, taxRounding };
  const problems = notAtStripe(terms, firstAnchor(interval, startsAt, now));
  if (problems.length === 0) return;
  const fields = problems.map((problem) => ({ ...problem, field: "invoicedBy" }));
  throw new Refused("invalid_input", { fields });
}
