import type { DecimalText } from "../catalog/component";
import { isFixed } from "../catalog/component";
import type { LocalizedText, PaidInterval, PlanDefinition } from "../catalog/plan";
import type { FieldError } from "../errors";
import { parseDecimal } from "../money/decimal";
import type { Discount } from "../pricing/terms";
import { billedParts, step } from "./billing";
import type { ContractTerms } from "./contract";

/*
 * How a contract's discount and taxes are said to Stripe: the discount as a coupon on the subscription, the taxes as its
 * default tax rates. Stripe takes a coupon off the sum of an invoice's lines and then works out each tax once for the
 * invoice, ties away from zero, as the engine does (docs.stripe.com/api/coupons, docs.stripe.com/billing/taxes/tax-rates).
 * Whatever would come to another amount there is refused, by field.
 */

/** Stripe: up to five default tax rates (docs.stripe.com/invoicing/taxes/tax-rates). */
const mostTaxRates = 5;
/** A coupon's percentage is a JSON number there; two decimals are as many as its dashboard takes. */
const couponPercent = /^\d+(\.\d{1,2}0*)?$/;

type Terms = Pick<ContractTerms, "interval" | "startsAt" | "discount" | "taxes" | "taxRounding">;

/** What of the terms Stripe cannot invoice so that the amounts are the agreed ones; `anchor` as in `firstAnchor`. */
export function notAtStripe(terms: Terms, anchor: Date): FieldError[] {
  return [...taxProblems(terms), ...discountProblems(terms, anchor)];
}

function taxProblems({ taxes, taxRounding }: Terms): FieldError[] {
  if (taxes.length === 0) return [];
  const problems: FieldError[] = [];
  const say = (rule: string) => problems.push({ field: "taxKeys", rule });
  if (taxRounding.each !== "rate" || taxRounding.rounding !== "half_up") say("tax_rounding_at_stripe");
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
 * How long Stripe must let a coupon hold that it is given with the subscription, so that it is on exactly the invoices
 * of the agreed months: on the first one, and on each that bills an interval which begins within them. Stripe counts from
 * the making of the subscription, which lies in the interval before `anchor`. Null: the first invoice of a contract that
 * began in the past would bill time after those months, too, and a coupon lowers whole invoices.
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

/** A coupon as Stripe is asked for it. */
export type Coupon = CouponDuration & {
  name: LocalizedText;
  off:
    | { type: "percent"; percent: DecimalText }
    | { type: "amount"; amountMinor: DecimalText; currency: string };
  /** Keys of the components whose products it lowers; null: every line. */
  components: readonly string[] | null;
};

/** The coupon of a contract; null where nothing that is paid in advance becomes cheaper. */
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
