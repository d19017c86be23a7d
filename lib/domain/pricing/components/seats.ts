import type { SeatsComponent } from "../../catalog/component";
import { countedSeats } from "../../catalog/counted-seats";
import type { PaidInterval } from "../../catalog/plan";
import { oneInTicks, parseDecimal } from "../../money/decimal";
import { proportional } from "../arithmetic";
import { line, type Rater } from "../rater";

/** Paid for each counted seat beyond the included ones. */
export function seatsRater(component: SeatsComponent, interval: PaidInterval): Rater | null {
  const unitAmountMinor = component.unitAmountMinor[interval];
  if (unitAmountMinor === null) return null;
  const amountOf = proportional(parseDecimal(unitAmountMinor), oneInTicks);
  const labels = { component: component.key, name: component.name };
  const price = { unitAmountMinor, per: "1" };
  return ({ seats }, lines) => {
    const extra = countedSeats(seats, component) - component.included;
    if (extra <= 0) return;
    lines.push(line("seats", labels, String(extra), amountOf(BigInt(extra) * oneInTicks), price));
  };
}
