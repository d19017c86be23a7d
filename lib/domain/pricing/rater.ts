import type { DecimalText } from "../catalog/component";
import { parseDecimal } from "../money/decimal";
import type { LineKind, RatedLine } from "./invoice";
import type { Quantities } from "./quantities";

/** Writes what one component costs to the lines. Made once for a plan, called for each invoice. */
export type Rater = (quantities: Quantities, lines: RatedLine[]) => void;

/** What every line of a component says alike. */
export type Labels = Pick<RatedLine, "component" | "name" | "option" | "unit">;

/** The price that a line works with; without one, its amount stands for itself. */
export type LinePrice = Pick<RatedLine, "unitAmountMinor" | "per" | "tier">;
const noPrice: LinePrice = { unitAmountMinor: null, per: "1" };

/** A line. Every field is written out, always in this order: lines are made by the million. */
export const line = (
  kind: LineKind,
  labels: Labels,
  quantity: DecimalText,
  amountMinor: bigint,
  price: LinePrice = noPrice,
): RatedLine => ({
  component: labels.component,
  kind,
  name: labels.name,
  option: labels.option,
  unit: labels.unit,
  quantity,
  unitAmountMinor: price.unitAmountMinor,
  per: price.per,
  tier: price.tier,
  amountMinor,
  discountMinor: 0n,
});

/** A recorded quantity in ticks; one that is not named is zero, whatever objects inherit. */
export const quantityOf = (quantities: Readonly<Record<string, DecimalText>>, name: string): bigint => {
  const text = Object.hasOwn(quantities, name) ? quantities[name] : undefined;
  return text === undefined || text === "0" ? 0n : parseDecimal(text);
};
