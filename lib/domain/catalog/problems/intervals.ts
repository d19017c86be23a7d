import { type AmountByInterval, type Component, isFixed } from "../component";
import { paidIntervals } from "../plan";
import type { Report } from "./report";

type FixedAmounts = { field: string; amounts: AmountByInterval };

/**
 * All fixed components are paid at the same intervals, because one subscription has one interval: those of
 * the base, or without a base those of any fixed component.
 */
export function checkIntervals(report: Report, components: readonly Component[]): void {
  const fixed = components.flatMap(fixedAmounts);
  const base = components.find((component) => component.kind === "base");
  const deciding = base ? [base.amountMinor] : fixed.map(({ amounts }) => amounts);
  const offered = paidIntervals.filter((interval) => deciding.some((amounts) => amounts[interval] !== null));
  if (offered.length === 0) {
    const first = fixed.find(({ amounts }) => amounts === deciding[0]);
    if (first) report.error(first.field, "no_interval");
    return;
  }
  for (const { field, amounts } of fixed)
    for (const interval of paidIntervals) {
      const isPriced = amounts[interval] !== null;
      if (isPriced === offered.includes(interval)) continue;
      report.error(`${field}.${interval}`, isPriced ? "interval_not_offered" : "interval_missing");
    }
}

function fixedAmounts(component: Component, index: number): FixedAmounts[] {
  if (!isFixed(component)) return [];
  if (component.kind === "base") return [{ field: `${index}.amountMinor`, amounts: component.amountMinor }];
  if (component.kind === "seats")
    return [{ field: `${index}.unitAmountMinor`, amounts: component.unitAmountMinor }];
  const { choice } = component;
  switch (choice.type) {
    case "switch":
      return [{ field: `${index}.choice.amountMinor`, amounts: choice.amountMinor }];
    case "quantity":
      return [{ field: `${index}.choice.unitAmountMinor`, amounts: choice.unitAmountMinor }];
    case "one_of":
      return choice.options.map((option, place) => ({
        field: `${index}.choice.options.${place}.amountMinor`,
        amounts: option.amountMinor,
      }));
  }
}
