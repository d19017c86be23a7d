import type { DecimalText } from "../catalog/component";
import { parseDecimal } from "../money/decimal";

/** How much is used of an allowance, in the same unit. */
export type Filled = { used: DecimalText; allowance: DecimalText };

/** The percents of an allowance that are reached, ascending. Of an allowance of nothing none is. */
export function reachedPercents(percents: readonly number[], { used, allowance }: Filled): number[] {
  const [count, whole] = [parseDecimal(used), parseDecimal(allowance)];
  if (whole <= 0n) return [];
  return percents.filter((percent) => count * 100n >= whole * BigInt(percent)).toSorted((a, b) => a - b);
}

/** The amounts that a month's cost has reached, ascending. Both are minor units of one currency. */
export const reachedAmounts = (amountsMinor: readonly string[], costMinor: bigint): string[] =>
  amountsMinor
    .filter((amount) => costMinor >= BigInt(amount))
    .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));

/**
 * How near the nearest threshold is that is not reached, as whole percents of the way to it; null: all are reached, or
 * there is none.
 */
export function nearness(
  { percents, amountsMinor }: { percents: readonly number[]; amountsMinor: readonly string[] },
  filled: readonly Filled[],
  costMinor: bigint,
): number | null {
  const ways = filled.flatMap(({ used, allowance }) =>
    percents.map((percent) => way(parseDecimal(used) * 100n, parseDecimal(allowance) * BigInt(percent))),
  );
  ways.push(...amountsMinor.map((amount) => way(costMinor, BigInt(amount))));
  const open = ways.filter((percent) => percent !== null);
  return open.length > 0 ? Math.max(...open) : null;
}

/** Null: it is reached, or there is nothing to reach. */
const way = (reached: bigint, goal: bigint): number | null =>
  goal <= 0n || reached >= goal ? null : Number((reached * 100n) / goal);

const minuteMs = 60_000;

/** When to look again, in ms: the nearer, the sooner. */
export function checkDelayMs(near: number): number {
  if (near >= 90) return 5 * minuteMs;
  return near >= 50 ? 15 * minuteMs : 60 * minuteMs;
}
