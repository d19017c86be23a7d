import type { UsagePrice } from "../../catalog/component";
import { oneInTicks, parseDecimal } from "../../money/decimal";
import { proportional } from "../arithmetic";
import { type Labels, line } from "../rater";
import type { PriceModel } from "./price-model";

/**
 * Each started package costs its price: 15,420 calls in packages of 1,000 are 16 packages. `per` is the size.
 */
export function packages(
  { amountMinor, size }: Extract<UsagePrice, { model: "package" }>,
  labels: Labels,
): PriceModel {
  const inOne = parseDecimal(size);
  const amountOf = proportional(parseDecimal(amountMinor), oneInTicks);
  const price = { unitAmountMinor: amountMinor, per: size };
  return (billable, lines) => {
    const started = (billable + inOne - 1n) / inOne;
    lines.push(line("packages", labels, started.toString(), amountOf(started * oneInTicks), price));
  };
}
