import { parseDecimal } from "../money/decimal";
import { allocate, money } from "../money/money";
import { divideRounded } from "../money/rounding";
import type { Issuer } from "../seller/seller";
import type { Day } from "../time/day-span";

/** What is taxed at one rate, with the tax in it; minor units, not negative. */
export type RateShare = { percent: string; grossMinor: bigint; taxMinor: bigint };

export type ReturnedLine = { text: string; amountMinor: bigint; isReduced: boolean };

/**
 * What the Consumption Tax Act (article 57-4, 3) wants said of money that is given back: of which sale, on which day, how
 * much at each rate, and the tax in it. Amounts are not negative; the document shows them as taken off.
 */
export type ReturnDocument = {
  language: "en" | "ja";
  number: string;
  returnedOn: Day;
  recipient: string;
  issuer: Issuer;
  currency: string;
  invoice: { number: string; issuedOn: Day; totalMinor: bigint; rates: RateShare[] };
  /** Empty where money was given back without saying for what. */
  lines: ReturnedLine[];
  rates: RateShare[];
  totalMinor: bigint;
};

/**
 * What a refund gives back at each rate, where nobody said for what it is: in proportion to the invoice, to the smallest
 * unit. The tax in each share is worked out from it, rounded half up.
 */
export function sharesOfRefund(
  refundMinor: bigint,
  ofInvoice: readonly RateShare[],
  currency: string,
): RateShare[] {
  const taxed = ofInvoice.filter(({ grossMinor }) => grossMinor > 0n);
  if (taxed.length === 0) return [];
  const weights = taxed.map(({ grossMinor }) => grossMinor);
  return allocate(money(refundMinor, currency), weights).map(({ minor }, index) => {
    const percent = taxed[index]?.percent ?? "0";
    const ticks = parseDecimal(percent);
    return {
      percent,
      grossMinor: minor,
      taxMinor: divideRounded(minor * ticks, ticks + parseDecimal("100"), "half_up"),
    };
  });
}
