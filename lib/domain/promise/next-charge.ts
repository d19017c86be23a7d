import type { Holding } from "../license/holding";
import type { Day, DaySpan } from "../time/day-span";
import type { NextCharge } from "./charge-promise";
import { fixedLines } from "./lines/fixed-lines";
import type { PromiseTerms } from "./promise-terms";
import { invoiceLines } from "./sums/invoice-lines";

/**
 * What a span will cost when it comes, if nothing changes: discounts of coupons that still run then, taxes as they are
 * set for then. `monthsBefore`: how many months of the coupons the charges before it use up.
 */
export function nextCharge(
  holding: Holding,
  span: DaySpan,
  yearStart: Day | null,
  monthsBefore: number,
  terms: PromiseTerms,
): NextCharge {
  const { totalMinor, ...invoice } = invoiceLines({
    currency: holding.definition.currency,
    charges: fixedLines(holding, span, yearStart),
    unused: [],
    returned: [],
    continuesPeriod: false,
    terms: {
      ...terms,
      coupons: (terms.nextCoupons ?? terms.coupons).map((coupon) => ({
        ...coupon,
        monthsLeft: coupon.monthsLeft === null ? null : coupon.monthsLeft - monthsBefore,
      })),
    },
  });
  return { on: span.from, span, ...invoice, totalMinor };
}
