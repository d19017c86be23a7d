import type { DecimalText, SeatsComponent, UsageComponent } from "../catalog/component";
import { countedSeats } from "../catalog/counted-seats";
import { oneInTicks, parseDecimal, printDecimal } from "../money/decimal";
import { scaled } from "../pricing/components/usage";

/** How much of an allowance a count uses. Quantities are decimals in priced units. */
export type ComponentUsage = {
  used: DecimalText;
  /** Null: as much as one likes. */
  allowance: DecimalText | null;
  /** The allowance in recorded units. */
  recordedAllowance: DecimalText | null;
  /** Beyond the allowance; "0" within it. */
  beyond: DecimalText;
};

/** What is used of a component by `seats` people, as its price counts it. */
export function componentUsage(
  component: UsageComponent,
  seatsOfPlan: SeatsComponent | undefined,
  seats: number,
  count: DecimalText,
): ComponentUsage {
  const used = scaled(component.scale)(parseDecimal(count));
  if (component.price.model === "unlimited")
    return { used: printDecimal(used), allowance: null, recordedAllowance: null, beyond: "0" };
  const allowance =
    parseDecimal(component.included) +
    parseDecimal(component.includedPerSeat) * BigInt(countedSeats(seats, seatsOfPlan));
  return {
    used: printDecimal(used),
    allowance: printDecimal(allowance),
    recordedAllowance: recorded(allowance, component),
    beyond: printDecimal(used > allowance ? used - allowance : 0n),
  };
}

const recorded = (allowance: bigint, { scale }: UsageComponent): DecimalText =>
  printDecimal(scale ? (allowance * parseDecimal(scale.divideBy)) / oneInTicks : allowance);
