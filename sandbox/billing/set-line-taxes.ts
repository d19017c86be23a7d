import { invalid } from "../core/errors";
import type { Params } from "../params/params";
import type { TaxAmount, TaxRate } from "../shapes/tax";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { readTaxAmounts } from "../taxes/read-tax-amounts";

/** Sets the taxes of a draft's line: amounts by hand, or own rates. Undefined leaves them, none removes them. */
export function setLineTaxes(
  { hidden }: Row<"invoice">,
  line: string,
  taxes: { amounts?: TaxAmount[]; rates?: TaxRate[] },
): void {
  if (taxes.amounts) {
    const { [line]: _was, ...others } = hidden.taxAmounts ?? {};
    hidden.taxAmounts = taxes.amounts.length > 0 ? { ...others, [line]: taxes.amounts } : others;
  }
  if (taxes.rates) {
    const { [line]: _was, ...others } = hidden.rates ?? {};
    hidden.rates = taxes.rates.length > 0 ? { ...others, [line]: taxes.rates } : others;
  }
}

/** Reads the tax amounts of a line. The control endpoint can make Stripe refuse them on a subscription's draft. */
export async function readLineTaxAmounts(
  unit: Unit,
  invoice: Row<"invoice">,
  params: Params,
): Promise<TaxAmount[] | undefined> {
  const amounts = await readTaxAmounts(unit, params);
  const isRefused =
    amounts &&
    amounts.length > 0 &&
    invoice.hidden.subscription !== null &&
    unit.environment.failures.strike("refuse_tax_amounts", unit.request) !== null;
  if (isRefused)
    throw invalid("You cannot set tax amounts on an invoice of a subscription.", params.name("tax_amounts"));
  return amounts;
}
