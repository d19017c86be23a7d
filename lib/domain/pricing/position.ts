import { invariant } from "../errors";
import { allocate, money } from "../money/money";
import type { RatedLine } from "./rated-invoice";

/**
 * What discounts and taxes are worked out on: one line, or all lines of a capped component, because the cap's
 * negative line belongs to the lines that it lowers. What is left of a position is never negative.
 */
export type Position = { component: string; lines: RatedLine[]; leftMinor: bigint };

/**
 * Positions in the order of their component's key, so that ties are decided the same way however a plan lists
 * its components.
 */
export function positionsOf(lines: readonly RatedLine[]): Position[] {
  const capped = new Set(lines.flatMap((line) => (line.kind === "cap" ? [line.component] : [])));
  const positions: Position[] = [];
  const merged = new Map<string, Position>();
  for (const line of lines) {
    const known = merged.get(line.component);
    if (known) {
      known.lines.push(line);
      known.leftMinor += line.amountMinor;
      continue;
    }
    const position = { component: line.component, lines: [line], leftMinor: line.amountMinor };
    positions.push(position);
    if (capped.has(line.component)) merged.set(line.component, position);
  }
  return positions.sort((a, b) => (a.component < b.component ? -1 : a.component > b.component ? 1 : 0));
}

/** Takes `amountMinor` off the positions, in exact proportion to what is left of them. */
export function takeOff(positions: readonly Position[], amountMinor: bigint): void {
  if (amountMinor === 0n) return;
  const shares = allocate(
    money(amountMinor, ""),
    positions.map(({ leftMinor }) => leftMinor),
  );
  positions.forEach((position, index) => {
    const share = shares[index]?.minor ?? 0n;
    position.leftMinor -= share;
    invariant(position.leftMinor >= 0n, "a discount takes no more than there is");
  });
}

/**
 * Writes the discounts to the lines. The lines of a capped component share its discount by their own amounts.
 * All discounts are shared at once, because shares that are rounded for each discount could add up to more
 * than a line costs.
 */
export function writeDiscounts(positions: readonly Position[]): void {
  for (const { lines, leftMinor } of positions) {
    const taken = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) - leftMinor;
    const [only] = lines;
    if (lines.length === 1 && only) only.discountMinor = taken;
    if (lines.length === 1 || taken === 0n) continue;
    const weights = lines.map(({ amountMinor }) => (amountMinor > 0n ? amountMinor : 0n));
    allocate(money(taken, ""), weights).forEach(({ minor }, index) => {
      const line = lines[index];
      if (line) line.discountMinor = minor;
    });
  }
}
