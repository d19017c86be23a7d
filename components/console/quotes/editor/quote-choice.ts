import { type ChosenDiscount, termsOf, usualDiscountName } from "@/components/catalog/pricing/estimate-link";
import { type Negotiation, overrideOf } from "@/components/license/negotiation/negotiation";
import type { LocalizedText, PlanDefinition } from "@/lib/domain/catalog/plan";
import { planProblems } from "@/lib/domain/catalog/plan-problems";
import type { FieldError } from "@/lib/domain/errors";
import type { Estimate } from "@/lib/domain/pricing/estimate";
import type { Quantities } from "@/lib/domain/pricing/quantities";
import type { PricingTerms } from "@/lib/domain/pricing/terms";
import { chargedEstimate } from "@/lib/domain/quote/charged-estimate";
import { quantitiesInPlan } from "@/lib/domain/quote/quantities-in-plan";
import type { PricedPlan, PricesOnSale } from "@/lib/features/catalog/estimates/prices-on-sale";
import type { DraftInput } from "@/lib/features/console/quotes/record/quote-input";

/** Everything that the editor holds. What was negotiated is as typed, amounts in major units. */
export type QuoteChoice = Negotiation & {
  plan: { key: string; version: number };
  interval: "month" | "year";
  quantities: Quantities;
  discount: ChosenDiscount | null;
  /** What an earlier saving called it; null: as estimates do. */
  discountName: LocalizedText | null;
  taxKeys: readonly string[];
  /** Null: by default from the plan and the language. */
  subject: string | null;
  language: "en" | "ja";
  startsOn: string;
  endsOn: string;
  atEnd: "renew" | "free";
  invoicedBy: "stripe_dashboard" | "choba";
  dueDays: string;
  validUntil: string;
  terms: string;
};

/** What the choice costs; without a price while something that was negotiated is wrong, and why. */
export type PricedChoice = {
  /** The plan with what was negotiated. */
  definition: PlanDefinition;
  estimate: Estimate | null;
  problems: readonly FieldError[];
};

export function pricedChoice(choice: QuoteChoice, plan: PricedPlan, prices: PricesOnSale): PricedChoice {
  const override = overrideOf(choice, plan.definition);
  const definition = override?.definition ?? plan.definition;
  const problems = override
    ? planProblems(definition, null).filter(({ severity }) => severity === "error")
    : [];
  if (problems.length > 0) return { definition, estimate: null, problems };
  const terms = quotedTerms(choice, prices, definition.currency);
  const quantities = quantitiesInPlan(definition, choice.quantities);
  return {
    definition,
    estimate: chargedEstimate({ definition, interval: choice.interval, quantities, terms }),
    problems,
  };
}

/** The terms of an estimate, with the discount by the name that it has in this quote. */
function quotedTerms(choice: QuoteChoice, prices: PricesOnSale, currency: string): PricingTerms {
  const terms = termsOf(choice, prices, currency);
  const { discountName } = choice;
  return discountName
    ? { ...terms, discounts: terms.discounts.map((each) => ({ ...each, name: discountName })) }
    : terms;
}

/** A discount as it is saved. What is no discount is sent as nothing typed, so that it is refused and not left out. */
function savedDiscount(choice: QuoteChoice, prices: PricesOnSale, currency: string): DraftInput["discount"] {
  if (!choice.discount) return null;
  const [discount] = quotedTerms(choice, prices, currency).discounts;
  if (discount) return { ...discount, components: null };
  const { type, months } = choice.discount;
  const value = type === "percent" ? { type, percent: "" } : { type, amountMinor: "", currency };
  return { name: choice.discountName ?? usualDiscountName, value, components: null, months };
}

type Saved = { quoteId: string; revision: number } | null;

/** The draft as the server takes it. */
export function draftOf(
  choice: QuoteChoice,
  plan: PricedPlan,
  prices: PricesOnSale,
  subject: string,
  saved: Saved,
): DraftInput {
  const { currency } = plan.definition;
  const { plan: version, subject: _typed, discountName: _name, dueDays, quantities, ...said } = choice;
  const { isNegotiated: _is, negotiated: _values, reason: _reason, ...same } = said;
  return {
    ...same,
    ...(saved as { quoteId: `quo_${string}`; revision: number } | null),
    planKey: version.key,
    planVersion: version.version,
    quantities: quantitiesInPlan(plan.definition, quantities),
    discount: savedDiscount(choice, prices, currency),
    taxKeys: [...choice.taxKeys],
    override: overrideOf(choice, plan.definition),
    subject,
    dueDays: /^\d{1,4}$/.test(dueDays.trim()) ? Number(dueDays) : Number.NaN,
  };
}
