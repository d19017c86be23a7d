import { oneInTicks, parseDecimal } from "../money/decimal";
import { divideRounded } from "../money/rounding";
import { halfUp, smaller } from "../pricing/arithmetic";
import type { RatedTax } from "../pricing/rated-invoice";
import type { Discount, TaxRate } from "../pricing/terms";

const hundred = 100n * oneInTicks;

/** What is billed of a component, before discount. */
export type BilledAmount = {
  component: string;
  amountMinor: bigint;
  /**
   * The price of a whole interval, if the amount is for a fraction of one or for several; null: it is for
   * exactly one.
   */
  wholeMinor: bigint | null;
};
/** What is credited on the same invoice, after its own discount; not negative. */
export type GivenBack = { amountMinor: bigint; taxes: readonly TaxRate[] };

export type SummedTax = Omit<RatedTax, "taxableMinor">;
export type InvoiceSum = { discountMinor: bigint; taxes: SummedTax[]; totalMinor: bigint };

/**
 * Adds an invoice up as Stripe does: the discount off the lines that it lowers, then each tax once on all
 * lines that carry it, credits included. Without credits the sum is what the engine rates (`rate(…,
 * "fixed")`); a test compares the two. Only for terms that `notAtStripe` accepts.
 */
export function addUpInvoice(
  billed: readonly BilledAmount[],
  givenBack: readonly GivenBack[],
  { discount, taxes }: { discount: Discount | null; taxes: readonly TaxRate[] },
): InvoiceSum {
  const subtotal = sum(billed);
  const discountMinor = discount ? discountOn(billed, discount) : 0n;
  const net = subtotal - discountMinor;
  const all = [{ amountMinor: net, taxes }, ...givenBack.map(negative)];
  const rates = new Map(all.flatMap((part) => part.taxes.map((rate) => [rate.key, rate])));
  const summed = [...rates.values()].map((rate): SummedTax => {
    const { key, name, percent, inclusive } = rate;
    const taxed = sum(all.filter((part) => part.taxes.some((other) => other.key === key)));
    const ticks = parseDecimal(percent);
    const amountMinor = divideRounded(taxed * ticks, inclusive ? hundred + ticks : hundred, "half_up");
    return { key, name, percent, inclusive, amountMinor };
  });
  return {
    discountMinor,
    taxes: summed,
    totalMinor: sum(all) + sum(summed.filter(({ inclusive }) => !inclusive)),
  };
}

/**
 * What a discount takes off an invoice's lines: never more than the lines that it lowers. At Stripe the price
 * of a partial interval already contains its discount, separately for each line. An amount off is prorated by
 * time, at most all of it (docs.stripe.com/billing/subscriptions/prorations; the page does not say how an
 * amount is prorated).
 */
export function discountOn(billed: readonly BilledAmount[], { value, components }: Discount): bigint {
  const lowered = components ? billed.filter((line) => components.includes(line.component)) : billed;
  const amount = sum(lowered);
  const isPart = lowered.some(({ wholeMinor }) => wholeMinor !== null);
  if (value.type === "percent") {
    const percent = parseDecimal(value.percent);
    if (!isPart) return halfUp(amount * percent, hundred);
    return lowered.reduce((total, line) => total + halfUp(line.amountMinor * percent, hundred), 0n);
  }
  if (!isPart) return smaller(BigInt(value.amountMinor), amount);
  const whole = lowered.reduce((total, { wholeMinor }) => total + (wholeMinor ?? 0n), 0n);
  if (whole === 0n) return 0n;
  const most = smaller(BigInt(value.amountMinor), whole);
  return smaller(smaller(most, halfUp(most * amount, whole)), amount);
}

const sum = (amounts: readonly { amountMinor: bigint }[]) =>
  amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);

const negative = ({ amountMinor, taxes }: GivenBack): GivenBack => ({ amountMinor: -amountMinor, taxes });
