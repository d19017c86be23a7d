import { divideRounded, scaled, sum, toInteger } from "../core/money";
import type { DiscountAmount } from "../shapes/discount";
import type { LineItem } from "../shapes/invoice";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

/** A discount with its coupon. */
export interface DiscountTerms {
  discount: string;
  coupon: Row<"coupon">["data"];
  /** The products it is restricted to; null: all products. */
  products: string[] | null;
}

export async function termsOf(unit: Unit, discounts: string[]): Promise<DiscountTerms[]> {
  const terms: DiscountTerms[] = [];
  for (const discount of discounts) {
    const row = await unit.need("discount", discount);
    const coupon = await unit.need("coupon", row.data.source.coupon);
    terms.push({ discount, coupon: coupon.data, products: coupon.hidden.products ?? null });
  }
  return terms;
}

export const appliesTo = ({ products }: DiscountTerms, product: string | undefined): boolean =>
  products === null || (product !== undefined && products.includes(product));

/**
 * Takes the invoice's discounts off its lines, one discount after the other. The shares of the lines add up to exactly the
 * discount on their sum. Prorations and credits are not discountable (docs.stripe.com/api/invoice-line-item/object).
 * Returns the sum of all discounts.
 */
export async function discountInvoice(unit: Unit, invoice: Row<"invoice">): Promise<number> {
  const { data, hidden } = invoice;
  for (const line of hidden.lines) line.discount_amounts = [...(hidden.included?.[line.id] ?? [])];
  for (const terms of await termsOf(unit, data.discounts)) {
    const lines = hidden.lines.filter((line) => line.discountable && appliesTo(terms, productOf(line)));
    splitAmongLines(terms, lines, data.currency);
  }
  data.total_discount_amounts = totals(hidden.lines);
  for (const line of hidden.lines) line.pretax_credit_amounts = pretax(line.discount_amounts);
  data.total_pretax_credit_amounts = pretax(data.total_discount_amounts);
  return sum(data.total_discount_amounts.map(({ amount }) => amount));
}

/** Splits a discount among lines, in proportion to what earlier discounts left of each line. */
function splitAmongLines(terms: DiscountTerms, lines: LineItem[], currency: string): void {
  const left = lines.map((line) => line.amount - sum(line.discount_amounts.map(({ amount }) => amount)));
  const whole = sum(left);
  const off = amountOff(terms, whole, currency);
  if (off === 0) return;
  let passed = 0;
  const upTo = (part: number) => toInteger(divideRounded(BigInt(off) * BigInt(part), BigInt(whole)));
  for (const [index, line] of lines.entries()) {
    const before = passed;
    passed += left[index] ?? 0;
    const amount = upTo(passed) - upTo(before);
    if (amount !== 0) line.discount_amounts.push({ amount, discount: terms.discount });
  }
}

/** How much a coupon takes off this amount. */
function amountOff({ coupon }: DiscountTerms, amount: number, currency: string): number {
  if (amount <= 0) return 0;
  if (coupon.percent_off !== null) return percentOf(amount, coupon.percent_off);
  return coupon.currency === currency ? Math.min(coupon.amount_off ?? 0, amount) : 0;
}

export const percentOf = (amount: number, percent: number): number =>
  toInteger(divideRounded(BigInt(amount) * scaled(String(percent)), scaled("100")));

function totals(lines: LineItem[]): DiscountAmount[] {
  const byDiscount = new Map<string, number>();
  for (const { amount, discount } of lines.flatMap((line) => line.discount_amounts))
    byDiscount.set(discount, (byDiscount.get(discount) ?? 0) + amount);
  return [...byDiscount].map(([discount, amount]) => ({ amount, discount }));
}

const pretax = (amounts: DiscountAmount[]) =>
  amounts
    .filter(({ amount }) => amount !== 0)
    .map(({ amount, discount }) => ({ amount, discount, type: "discount" as const }));

function productOf({ pricing }: LineItem): string | undefined {
  return pricing && "price_details" in pricing ? pricing.price_details.product : undefined;
}
