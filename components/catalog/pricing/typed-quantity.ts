import type { DecimalText } from "@/lib/domain/catalog/component";
import { isDecimal, oneInTicks, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { typedDecimal } from "@/lib/domain/money/major-units";

/** More digits than anybody uses, and few enough that scales and prices can multiply them. */
const most = parseDecimal("1000000000000");
const factors: Record<string, bigint> = {
  k: 1_000n,
  m: 1_000_000n,
  b: 1_000_000_000n,
  千: 1_000n,
  万: 10_000n,
  億: 100_000_000n,
};

/**
 * A quantity as people type it: "12", "500,000", "500K", "1.5M", "50万". Null for what is none, is negative, is more
 * than 10¹² or has more decimals than `decimals`.
 */
export function typedQuantity(typed: string, decimals: number): DecimalText | null {
  const narrow = typed.normalize("NFKC").trim();
  const factor = factors[narrow.slice(-1).toLowerCase()];
  const decimal = typedDecimal(factor ? narrow.slice(0, -1) : narrow);
  if (!isDecimal(decimal)) return null;
  const ticks = parseDecimal(decimal) * (factor ?? 1n);
  if (ticks < 0n || ticks > most) return null;
  return ticks % (oneInTicks / 10n ** BigInt(decimals)) === 0n ? printDecimal(ticks) : null;
}
