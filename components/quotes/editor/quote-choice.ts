import { type ChosenDiscount, termsOf } from "@/components/pricing/estimate-link";
import { isDecimal } from "@/lib/domain/money/decimal";
import { majorToMinor } from "@/lib/domain/money/major-units";
import { type Estimate, estimate } from "@/lib/domain/pricing/estimate";
import type { Quantities } from "@/lib/domain/pricing/quantities";
import { withPrices } from "@/lib/domain/quote/negotiated";
import { quantitiesIn } from "@/lib/domain/quote/quantities-in-plan";
import type { PricedPlan, PricesOnSale } from "@/lib/features/estimates/prices-on-sale";
import type { DraftInput } from "@/lib/features/quotes/schema";

/** Everything that the editor holds. Prices are as typed, in major units. */
export type QuoteChoice = {
  plan: { key: string; version: number };
  interval: "month" | "year";
  quantities: Quantities;
  discount: ChosenDiscount | null;
  taxKeys: readonly string[];
  prices: Readonly<Record<string, string>>;
  priceReason: string;
  /** Null: as the plan and the language say. */
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

/** Negotiated prices in minor units; what is empty keeps the catalog's price. */
function minorPrices(prices: QuoteChoice["prices"], currency: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(prices)
      .filter(([, typed]) => typed.trim() !== "")
      // What is no number is sent as it was typed, and refused by name.
      .map(([key, typed]) => [key, majorToMinor(typed, currency) ?? typed]),
  );
}

/** The price as it would be quoted now, or null while a typed price is no number yet. */
export function pricedChoice(choice: QuoteChoice, plan: PricedPlan, prices: PricesOnSale): Estimate | null {
  const { currency } = plan.definition;
  const agreed = minorPrices(choice.prices, currency);
  if (Object.values(agreed).some((price) => !isDecimal(price) || price.startsWith("-"))) return null;
  return estimate({
    definition: withPrices(plan.definition, choice.interval, agreed),
    interval: choice.interval,
    quantities: quantitiesIn(plan.definition, choice.quantities),
    terms: termsOf(choice, prices, currency),
  });
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
  const [discount] = termsOf(choice, prices, currency).discounts;
  const { plan: version, subject: _typed, prices: _prices, dueDays, quantities, ...same } = choice;
  return {
    ...same,
    ...(saved as { quoteId: `quo_${string}`; revision: number } | null),
    planKey: version.key,
    planVersion: version.version,
    quantities: quantitiesIn(plan.definition, quantities),
    discount: discount ? { ...discount, components: null } : null,
    taxKeys: [...choice.taxKeys],
    prices: minorPrices(choice.prices, currency),
    subject,
    dueDays: /^\d{1,4}$/.test(dueDays.trim()) ? Number(dueDays) : Number.NaN,
  };
}
