import type { DecimalText } from "../catalog/component";
import type { LocalizedText } from "../catalog/plan";
import { parseDecimal } from "../money/decimal";
import type { LineKind, RatedLine } from "./invoice";
import type { Quantities } from "./quantities";

/** Writes what one component costs to the lines. Made once for a plan, called for each invoice. */
export type Rater = (quantities: Quantities, lines: RatedLine[]) => void;

type LineParts = Pick<RatedLine, "component" | "name" | "quantity" | "amountMinor"> &
  Partial<Pick<RatedLine, "option" | "unit" | "unitAmountMinor" | "per" | "tier">>;

/** A line with what it does not say left at its neutral value. */
export const line = (kind: LineKind, parts: LineParts): RatedLine => ({
  component: parts.component,
  kind,
  name: parts.name,
  option: parts.option,
  unit: parts.unit,
  quantity: parts.quantity,
  unitAmountMinor: parts.unitAmountMinor ?? null,
  per: parts.per ?? "1",
  tier: parts.tier,
  amountMinor: parts.amountMinor,
  discountMinor: 0n,
});

/** What every line of a component says alike. */
export type Labels = { component: string; name: LocalizedText; unit?: LocalizedText };

const nothing = 0n;

/** A recorded quantity in ticks; one that is not named is zero. */
export const quantityOf = (quantities: Readonly<Record<string, DecimalText>>, name: string): bigint => {
  const text = quantities[name];
  return text === undefined || text === "0" ? nothing : parseDecimal(text);
};
