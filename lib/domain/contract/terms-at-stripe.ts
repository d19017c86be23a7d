import type { DecimalText } from "../catalog/component";
import { isFixed } from "../catalog/component";
import type { LocalizedText, PaidInterval, PlanDefinition } from "../catalog/plan";
import type { FieldError } from "../errors";
import { parseDecimal } from "../money/decimal";
import type { Discount } from "../pricing/terms";
import { billedParts, step } from "./billed-parts";
import type { ContractTerms } from "./contract";

/*
 * How Stripe is told a contract's discount and taxes: the discount is a coupon on the subscription, the taxes
 * are its default tax rates. Stripe takes a coupon off the sum of an invoice's lines. Then it works out each
 * tax once for the invoice, ties away from zero, as the engine does (docs.stripe.com/api/coupons,
 * docs.stripe.com/billing/taxes/tax-rates). Terms that would come to another amount at Stripe are refused, by
 * field.
 */

/** Stripe takes up to five default tax rates (docs.stripe.com/invoicing/taxes/tax-rates). */
const mostTaxRates = 5;
/** At Stripe a coupon's percentage is a JSON number; its dashboard takes two decimals at most. */
const couponPercent = /^\d+(\.\d{1,2}0*)?$/;

type Terms = Pick<ContractTerms, "interval" | "startsAt" | "discount" | "taxes" | "taxRounding">;

/** The terms that Stripe cannot invoice at the agreed amounts, by field; `anchor` as in `firstAnchor`. */
export function notAtStripe(terms: Terms, anchor: Date): FieldError[] {
  return [...taxProblems(terms), ...discountProblems(terms, anchor)];
}

function taxProblems({ taxes, taxRounding }: Terms): FieldError[] {
  if (taxes.length === 0) return [];
  const problems: FieldError[] = [];
  const say = (rule: string) => problems.push({ field: "taxKeys", rule });
  if (taxRounding.rounding !== "half_up") say("tax_rounding_at_stripe");
  if (taxes.some(({ components }) => components !== null)) say("tax_on_parts_at_stripe");
  const contained = taxes.filter(({ inclusive }) => inclusive).length;
  if (taxes.length > mostTaxRates || (contained > 0 && taxes.length > 1)) say("taxes_at_stripe");
  return problems;
}

function discountProblems({ discount, interval, startsAt }: Terms, anchor: Date): FieldError[] {
  if (!discount) return [];
  const { value, months } = discount;
  if (value.type === "percent" && !couponPercent.test(value.percent))
    return [{ field: "discount.value.percent", rule: "discount_decimals_at_stripe" }];
  if (couponDuration(months, { interval, startsAt, anchor })) return [];
  return [{ field: "discount.months", rule: "discount_over_at_stripe" }];
}

export type CouponDuration =
  | { duration: "forever" | "once"; months: null }
  | { duration: "repeating"; months: number };

/**
 * How long a coupon must last that is created with the subscription, so that exactly the invoices of the
 * agreed months carry it: the first invoice, and each one that bills an interval which begins within those
 * months. Stripe counts from the creation of the subscription, which lies in the interval before `anchor`.
 * Null: the contract began in the past, and its first invoice would also bill time after those months. A
 * coupon lowers whole invoices, so it cannot be used there.
 */
export function couponDuration(
  months: number | null,
  span: { interval: PaidInterval; startsAt: Date; anchor: Date },
): CouponDuration | null {
  if (months === null) return { duration: "forever", months: null };
  const { interval, startsAt, anchor } = span;
  const over = step(startsAt, "month", months);
  const first = billedParts({ interval, startsAt, anchor, until: anchor });
  if (first.some(({ from }) => from >= over)) return null;
  let intervals = 0;
  while (step(anchor, interval, intervals) < over) intervals++;
  if (intervals === 0) return { duration: "once", months: null };
  return { duration: "repeating", months: interval === "year" ? intervals * 12 : intervals };
}

/** A coupon as Choba requests it from Stripe. */
export type Coupon = CouponDuration & {
  name: LocalizedText;
  off:
    | { type: "percent"; percent: DecimalText }
    | { type: "amount"; amountMinor: DecimalText; currency: string };
  /** Keys of the components whose products it lowers; null: every line. */
  components: readonly string[] | null;
};

/** The coupon of a contract; null if it lowers nothing that is paid in advance. */
export function couponOf(
  definition: PlanDefinition,
  discount: Discount | null,
  duration: CouponDuration,
): Coupon | null {
  if (!discount) return null;
  const { name, value } = discount;
  const components = loweredInAdvance(definition, discount);
  if (components?.length === 0) return null;
  if (parseDecimal(value.type === "percent" ? value.percent : value.amountMinor) === 0n) return null;
  return { ...duration, name, off: value, components };
}

function loweredInAdvance(definition: PlanDefinition, { components }: Discount): string[] | null {
  if (!components) return null;
  const named = new Set(components);
  return definition.components
    .filter((component) => isFixed(component) && named.has(component.key))
    .map(({ key }) => key);
}
