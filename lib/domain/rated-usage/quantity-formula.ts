import type { DecimalText } from "../catalog/component";
import { parseDecimal } from "../money/decimal";
import type { RatedLine } from "../pricing/rated-invoice";
import type { QuantityFormula } from "../promise/lines/usage-line";
import type { DaysOf } from "./component-of-days";
import type { ComponentUsage } from "./component-usage";

/** `held`: the days on which anything is held, of the month's; `isShared`: other versions or seats count as well. */
type Month = { agreed: DecimalText | null; held: DaysOf; isShared: boolean };

/**
 * How a line's quantity comes about where a month is held in part, or by several versions: from what was used and the
 * allowance of the whole month, `agreed`, which is the one that people know. Null where the quantity says it all, or is a
 * part of a tier.
 */
export function quantityFormula(
  { kind, quantity, tier }: Pick<RatedLine, "kind" | "quantity" | "tier">,
  { used, allowance, beyond }: ComponentUsage,
  { agreed, held, isShared }: Month,
): QuantityFormula | null {
  if (agreed === null || parseDecimal(agreed) === 0n) return null;
  const share = allowance === agreed ? null : held;
  if (kind === "included" && share && quantity === allowance) return { used: null, allowance: agreed, share };
  const isBeyond = kind === "usage" && !tier && quantity === beyond;
  return isBeyond && (share || isShared) ? { used, allowance: agreed, share } : null;
}
