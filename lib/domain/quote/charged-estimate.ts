import type { Holding } from "../license/holding";
import { compilePlan } from "../pricing/compile";
import { type Estimate, type EstimateInput, estimate } from "../pricing/estimate";
import { rate } from "../pricing/rate";
import type { RatedInvoice } from "../pricing/rated-invoice";
import type { PricingTerms } from "../pricing/terms";
import type { ChargePromise } from "../promise/charge-promise";
import { promiseWholePeriod } from "../promise/promise-whole-period";

/**
 * An estimate whose fixed components are what would be charged: by the promise of a whole period, with the steps in which
 * a currency can be charged. A month with expected usage is only an estimate, so it stays as the engine rates it.
 */
export function chargedEstimate(input: EstimateInput): Estimate {
  const rated = estimate(input);
  const { definition, interval, quantities, terms } = input;
  const plan = compilePlan(definition, interval);
  const holding: Holding = { planVersionId: "", rank: 0, definition, interval, ...quantities };
  const promised = (monthsBefore: number) => promiseWholePeriod(holding, { ...terms, monthsBefore });
  if (rated.yearly) {
    const yearly = chargedInvoice(rated.yearly, promised(terms.monthsBefore), terms);
    const firstYearMinor = rated.firstYearMinor - rated.yearly.totalMinor + yearly.totalMinor;
    return { ...rated, yearly, firstYearMinor };
  }
  if (rate(plan, quantities, terms, "metered").subtotalMinor !== 0n) return rated;
  let firstYearMinor = 0n;
  for (let month = 0; month < 12; month++) firstYearMinor += promised(terms.monthsBefore + month).totalMinor;
  return {
    ...rated,
    monthly: chargedInvoice(rated.monthly, promised(terms.monthsBefore), terms),
    firstYearMinor,
  };
}

/** The engine's invoice with the amounts of the promise. */
function chargedInvoice(
  invoice: RatedInvoice,
  promise: ChargePromise,
  { discounts, monthsBefore }: PricingTerms,
): RatedInvoice {
  const charges = promise.lines.filter((line) => line.kind === "charge");
  const isRunning = ({ months }: PricingTerms["discounts"][number]) =>
    months === null || monthsBefore < months;
  const keys = discounts.flatMap((discount, index) => (isRunning(discount) ? [String(index)] : []));
  const takenBy = (key: string | undefined) =>
    promise.lines.reduce(
      (sum, line) => (line.kind === "discount" && line.coupon === key ? sum - line.amountMinor : sum),
      0n,
    );
  const taxes = invoice.taxes.map((tax) => {
    const charged = promise.taxes.find(
      ({ key, percent, inclusive }) =>
        key === tax.key && percent === tax.percent && inclusive === tax.inclusive,
    );
    return charged ? { ...tax, taxableMinor: charged.taxableMinor, amountMinor: charged.amountMinor } : tax;
  });
  return {
    ...invoice,
    lines: invoice.lines.map((line) => {
      const charged = charges.find(
        ({ component, quantity }) => component === line.component && quantity === line.quantity,
      );
      if (!charged) return line;
      const discountMinor = charged.discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
      return { ...line, amountMinor: charged.amountMinor, discountMinor };
    }),
    subtotalMinor: promise.subtotalMinor,
    discounts: invoice.discounts.map((discount, index) => ({
      ...discount,
      amountMinor: takenBy(keys[index]),
    })),
    discountMinor: promise.discountMinor,
    taxes,
    taxMinor: taxes.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    totalMinor: promise.totalMinor,
  };
}
