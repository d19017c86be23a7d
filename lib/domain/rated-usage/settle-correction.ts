import type { DecimalText } from "../catalog/component";
import type { Currency } from "../money/currency";
import type { CorrectionLine } from "../promise/lines/usage-line";
import { groupBy } from "../promise/sums/group-by";

/** Why a correction is not billed: it is too small to be, or it came after the month's time. */
export type WriteOffReason = "below_minimum" | "after_time";

export type WriteOff = { line: CorrectionLine; reason: WriteOffReason };

/** A month's corrections, by what becomes of them. What is too small waits while the month's time runs. */
export type SettledCorrection = {
  billed: CorrectionLine[];
  waiting: CorrectionLine[];
  writtenOff: WriteOff[];
};

/**
 * What becomes of a month's corrections. `open`: its time runs. `last`: this run is the last one that corrects it. `over`:
 * nothing is billed any more. Amounts of one currency are looked at together. What is given back is never too small.
 */
export function settleCorrection(
  lines: readonly CorrectionLine[],
  time: "open" | "last" | "over",
  leastMinor: Readonly<Record<Currency, DecimalText>>,
): SettledCorrection {
  const settled: SettledCorrection = { billed: [], waiting: [], writtenOff: [] };
  const writeOff = (some: readonly CorrectionLine[], reason: WriteOffReason) => {
    settled.writtenOff.push(...some.map((line) => ({ line, reason })));
  };
  for (const [currency, some] of groupBy(lines, (line) => line.currency)) {
    const total = some.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const isSmall = total >= 0n && total < BigInt(leastMinor[currency] ?? "0");
    if (time === "over") writeOff(some, "after_time");
    else if (!isSmall) settled.billed.push(...some);
    else if (time === "open") settled.waiting.push(...some);
    else writeOff(some, "below_minimum");
  }
  return settled;
}

/** Whether corrections of one currency together are billed at once, in whichever direction. */
export function isBilledAtOnce(
  lines: readonly Pick<CorrectionLine, "amountMinor">[],
  currency: Currency,
  atOnceMinor: Readonly<Record<Currency, DecimalText>>,
): boolean {
  const from = atOnceMinor[currency];
  if (from === undefined) return false;
  const total = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return (total < 0n ? -total : total) >= BigInt(from);
}
