import type { DecimalText } from "../catalog/component";
import { parseDecimal } from "../money/decimal";
import type { RatedLine } from "../pricing/rated-invoice";
import type { QuantityFormula } from "../promise/lines/usage-line";
import type { DaysOf } from "./component-of-days";
import type { ComponentUsage } from "./component-usage";

/**
 * How a line's quantity comes about in a month of which only some days are held: from the allowance of the whole month,
 * `agreed`, which is the one that people know. Null where the quantity says it all, or is a part of a tier.
 */
export function quantityFormula(
  { kind, quantity, tier }: Pick<RatedLine, "kind" | "quantity" | "tier">,
  { used, allowance, beyond }: ComponentUsage,
  agreed: DecimalText | null,
  part: DaysOf,
): QuantityFormula | null {
  if (agreed === null || allowance === null || allowance === agreed || parseDecimal(agreed) === 0n)
    return null;
  const common = { allowance: agreed, ...part };
  if (kind === "included" && quantity === allowance) return { ...common, used: null };
  if (kind === "usage" && !tier && quantity === beyond) return { ...common, used };
  return null;
}
