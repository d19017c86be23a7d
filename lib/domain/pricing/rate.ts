import type { CompiledPlan } from "./compile";
import { applyDiscounts } from "./discount";
import { positionsOf } from "./position";
import type { Quantities } from "./quantities";
import type { RatedInvoice, RatedLine } from "./rated-invoice";
import { taxesOn } from "./tax";
import { noTerms, type PricingTerms } from "./terms";

export { type CompiledPlan, compilePlan } from "./compile";

/** Which components to rate: all, those paid in advance (base, seats, add-ons), or those rated after the month. */
export type PricedPart = "all" | "fixed" | "metered";

/**
 * Prices one period: components become lines, then discounts apply, then tax. The same input always gives the
 * same invoice. Quantities must be decimals that are not negative (`isDecimal`).
 */
export function rate(
  plan: CompiledPlan,
  quantities: Quantities,
  terms: PricingTerms = noTerms,
  part: PricedPart = "all",
): RatedInvoice {
  const lines: RatedLine[] = [];
  for (const { rate: rateComponent, fixed } of plan.raters)
    if (part === "all" || fixed === (part === "fixed")) rateComponent(quantities, lines);

  let subtotalMinor = 0n;
  for (const { amountMinor } of lines) subtotalMinor += amountMinor;
  const invoice: RatedInvoice = {
    currency: plan.currency,
    lines,
    subtotalMinor,
    discounts: [],
    discountMinor: 0n,
    taxes: [],
    taxMinor: 0n,
    totalMinor: subtotalMinor,
  };
  if (terms.discounts.length === 0 && terms.taxes.length === 0) return invoice;

  const positions = positionsOf(lines);
  invoice.discounts = applyDiscounts(positions, terms.discounts, terms.monthsBefore);
  for (const { amountMinor } of invoice.discounts) invoice.discountMinor += amountMinor;
  invoice.taxes = taxesOn(positions, terms.taxes, terms.taxRounding, plan.reduced);
  invoice.totalMinor -= invoice.discountMinor;
  for (const { amountMinor, inclusive } of invoice.taxes) {
    invoice.taxMinor += amountMinor;
    if (!inclusive) invoice.totalMinor += amountMinor;
  }
  return invoice;
}
