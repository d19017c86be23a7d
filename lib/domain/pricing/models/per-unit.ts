import type { UsagePrice } from "../../catalog/component";
import { parseDecimal, printDecimal } from "../../money/decimal";
import { proportional } from "../arithmetic";
import { type Labels, line } from "../rater";
import type { PriceModel } from "./price-model";

/** Exactly in proportion: 400,000 tokens at $0.02 per 1,000 are $8. */
export function perUnit(
  { unitAmountMinor, per }: Extract<UsagePrice, { model: "per_unit" }>,
  labels: Labels,
): PriceModel {
  const amountOf = proportional(parseDecimal(unitAmountMinor), parseDecimal(per));
  const price = { unitAmountMinor, per };
  return (billable, lines) => {
    lines.push(line("usage", labels, printDecimal(billable), amountOf(billable), price));
  };
}
