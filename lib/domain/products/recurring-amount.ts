import type { Holding } from "../license/holding";
import { fixedLines } from "../promise/lines/fixed-lines";
import { monthSpan } from "../time/day-span";

/** What the fixed parts of a holding cost in a whole period, before discounts and exclusive tax, in minor units. */
export function recurringAmount(
  holding: Pick<Holding, "definition" | "interval" | "seats" | "addons">,
): bigint {
  // A whole period costs the same whatever its dates are.
  const day = "2026-01-01";
  const isMonthly = holding.interval === "month";
  const span = isMonthly ? monthSpan(day) : { from: day, until: "2027-01-01" };
  const lines = fixedLines({ planVersionId: "", rank: 0, ...holding }, span, isMonthly ? null : day);
  return lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
