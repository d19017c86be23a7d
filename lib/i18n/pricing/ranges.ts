import type { DecimalText } from "@/lib/domain/catalog/component";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import type { PriceWords } from "./words";

const isWhole = (quantity: DecimalText) => !quantity.includes(".");

/**
 * The quantities of a tier: more than `from`, up to `upTo`. In whole units it begins at the next unit
 * ("1,001–5,000"). If quantities can be fractions it begins right after the bound ("over 1,000 up to 5,000").
 */
export function tierRange(
  { t, number }: PriceWords,
  tier: { from: DecimalText; upTo: DecimalText | null },
  inWholeUnits: boolean,
): string {
  const { from, upTo } = tier;
  if (inWholeUnits && isWhole(from)) {
    const first = number(printDecimal(parseDecimal(from) + parseDecimal("1")));
    if (upTo === null) return t("amount.from", { from: first });
    return first === number(upTo) ? first : t("amount.between", { from: first, to: number(upTo) });
  }
  if (upTo === null) return t("amount.fromExact", { from: number(from) });
  if (parseDecimal(from) === 0n) return t("amount.up", { to: number(upTo) });
  return t("amount.betweenExact", { from: number(from), to: number(upTo) });
}
