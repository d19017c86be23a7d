import type { Holding } from "../license/holding";
import type { PricingTerms } from "../pricing/terms";
import type { ChargePromise } from "./charge-promise";
import { promisePeriod } from "./promise-period";

/** A month of 2026, or the year, stands for any whole one: the amount does not depend on its days. */
const wholePeriod = {
  month: { span: { from: "2026-01-01", until: "2026-02-01" }, yearStart: null },
  year: { span: { from: "2026-01-01", until: "2027-01-01" }, yearStart: "2026-01-01" },
} as const;

/** What one whole period of a license costs by these terms, if nothing is billed yet: what a quote or a card shows. */
export function promiseWholePeriod(
  holding: Holding,
  { discounts, monthsBefore, taxes, taxRounding }: PricingTerms,
): ChargePromise {
  const { span, yearStart } = wholePeriod[holding.interval];
  return promisePeriod({
    taxes: [{ from: span.from, treatment: "taxed", reason: null, rates: taxes }],
    taxRounding,
    coupons: discounts.map(({ name, value, components, months }, index) => ({
      key: String(index),
      name,
      value,
      components,
      monthsLeft: months === null ? null : months - monthsBefore,
      takenMinor: 0n,
    })),
    balanceMinor: 0n,
    minimumChargeMinor: 0n,
    day: span.from,
    holding,
    span,
    yearStart,
    billed: [],
    after: null,
  });
}
