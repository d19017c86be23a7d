import type { OnDemandComponent } from "../../catalog/component";
import { oneInTicks, parseDecimal, printDecimal } from "../../money/decimal";
import { proportional, smaller } from "../arithmetic";
import { line, quantityOf, type Rater } from "../rater";

/** Work on request: what is included in the month is a line of zero, the rest costs its unit price. */
export function onDemandRater(component: OnDemandComponent): Rater {
  const { key, name, unit, unitAmountMinor } = component;
  const labels = { component: key, name, unit };
  const price = { unitAmountMinor, per: "1" };
  const included = parseDecimal(component.included);
  const amountOf = proportional(parseDecimal(unitAmountMinor), oneInTicks);
  return ({ onDemand }, lines) => {
    const asked = quantityOf(onDemand, key);
    const free = smaller(asked, included);
    if (free > 0n) lines.push(line("included", labels, printDecimal(free), 0n));
    const extra = asked - free;
    if (extra > 0n) lines.push(line("on_demand", labels, printDecimal(extra), amountOf(extra), price));
  };
}
