import type { DecimalText } from "../catalog/component";
import { parseDecimal } from "../money/decimal";
import type { Quantities } from "./quantities";
import type { LineKind, RatedLine } from "./rated-invoice";

/** Adds the lines of one component. Made once for a plan, called for each invoice. */
export type Rater = (quantities: Quantities, lines: RatedLine[]) => void;

/** What all lines of a component have in common. */
export type Labels = Pick<RatedLine, "component" | "name" | "option" | "unit">;

/** The price that a line multiplies; without one, the line has only its amount. */
export type LinePrice = Pick<RatedLine, "unitAmountMinor" | "per" | "tier">;
const noPrice: LinePrice = { unitAmountMinor: null, per: "1" };

/** Makes a line. Lines are made by the million, so every field is written out, always in this order. */
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

/** A recorded quantity in ticks. An absent one is zero, also for names that every object inherits. */
export const quantityOf = (quantities: Readonly<Record<string, DecimalText>>, name: string): bigint => {
  const text = Object.hasOwn(quantities, name) ? quantities[name] : undefined;
  return text === undefined || text === "0" ? 0n : parseDecimal(text);
};
