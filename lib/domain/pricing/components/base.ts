import type { BaseComponent } from "../../catalog/component";
import type { PaidInterval } from "../../catalog/plan";
import { line, type Rater } from "../rater";

/** Paid whatever is used. */
export function baseRater(component: BaseComponent, interval: PaidInterval): Rater | null {
  const amount = component.amountMinor[interval];
  if (amount === null) return null;
  const amountMinor = BigInt(amount);
  const labels = { component: component.key, name: component.name };
  const price = { unitAmountMinor: amount, per: "1" };
  return (_quantities, lines) => {
    lines.push(line("base", labels, "1", amountMinor, price));
  };
}
