import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import { divideRounded } from "../money/rounding";
import { compilePlan } from "../pricing/compile";
import { nothingUsed, type Quantities } from "../pricing/quantities";
import { rate } from "../pricing/rate";
import { noTerms, type PricingTerms } from "../pricing/terms";

const monthsAYear = 12n;

/**
 * What a license brings in each month by itself, in minor units: the fixed components after discounts,
 * without any tax, also without tax that the prices contain. A yearly price is divided by twelve and rounded
 * once. Usage is left out, because it does not recur.
 */
export function monthlyRecurringMinor(
  definition: PlanDefinition,
  interval: PaidInterval,
  quantities: Quantities = nothingUsed,
  terms: PricingTerms = noTerms,
): bigint {
  const { totalMinor, taxMinor } = rate(compilePlan(definition, interval), quantities, terms, "fixed");
  const net = totalMinor - taxMinor;
  return interval === "month" ? net : divideRounded(net, monthsAYear, "half_up");
}
