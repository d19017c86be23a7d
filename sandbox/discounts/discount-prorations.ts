import { amountFor, divideRounded, sum, toInteger } from "../core/money";
import type { SubscriptionItem } from "../shapes/subscription";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { discountsFor } from "./discount";
import { appliesTo, type DiscountTerms, percentOf, termsOf } from "./discount-invoice";

/** The part of an invoice line to come that discounts read and change. */
interface ProrationLine {
  item: SubscriptionItem;
  amount: number;
  /** Before discounts. */
  gross: number;
  /** The discounts that the amount contains. */
  discounts: string[];
  isProration: boolean;
  isCredit: boolean;
}

/**
 * Lowers the debits for parts of a period by the discounts: "any adjustments from discounts are reflected in the proration
 * invoice item's amount". Its `discount_amounts` name the discounts with 0 (docs.stripe.com/billing/subscriptions/prorations,
 * and `proration_discounts: included`). The documentation does not say how an `amount_off` is prorated. Here it is prorated
 * by time, with at most the whole amount for one change. Beside a whole period it is not prorated: that line carries it.
 */
export async function discountProrations(
  unit: Unit,
  subscription: Row<"subscription">,
  items: SubscriptionItem[],
  lines: ProrationLine[],
): Promise<void> {
  const debits = lines.filter((line) => line.isProration && !line.isCredit);
  if (debits.length === 0) return;
  const customer = await unit.need("customer", subscription.data.customer, "customer");
  const hasWholePeriods = lines.some((line) => !line.isProration);
  for (const terms of await termsOf(unit, await discountsFor(unit, customer, subscription))) {
    const { percent_off, currency } = terms.coupon;
    const affected = debits.filter((line) => appliesTo(terms, line.item.price.product));
    if (percent_off !== null)
      for (const line of affected) lower(line, terms, percentOf(line.amount, percent_off));
    else if (currency === subscription.data.currency && !hasWholePeriods)
      lowerByAmount(terms, items, affected);
  }
}

function lowerByAmount(terms: DiscountTerms, items: SubscriptionItem[], lines: ProrationLine[]): void {
  const whole = sum(
    items
      .filter((item) => appliesTo(terms, item.price.product))
      .map((item) => amountFor(item.price.unit_amount_decimal, item.quantity)),
  );
  if (whole <= 0) return;
  const most = Math.min(terms.coupon.amount_off ?? 0, whole);
  const upTo = (gross: number) =>
    Math.min(most, toInteger(divideRounded(BigInt(most) * BigInt(gross), BigInt(whole))));
  let passed = 0;
  for (const line of lines) {
    const before = passed;
    passed += line.gross;
    lower(line, terms, Math.min(upTo(passed) - upTo(before), line.amount));
  }
}

function lower(line: ProrationLine, terms: DiscountTerms, off: number): void {
  line.amount -= off;
  line.discounts.push(terms.discount);
}
