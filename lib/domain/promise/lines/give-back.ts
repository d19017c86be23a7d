import { type Day, type DaySpan, daysIn, intersection } from "../../time/day-span";
import type { PartOf } from "../charge-promise";
import { type BilledLine, type CouponShare, netOf } from "./billed-line";
import { roundToStep } from "./charge-step";

/** What a billed line gives back. */
export type Unused = {
  line: BilledLine;
  span: DaySpan;
  part: PartOf | null;
  /** Of the net amount, positive for what is given back. */
  amountMinor: bigint;
  /** What the coupons get back with it. */
  returned: CouponShare[];
};

/**
 * The unused days of a billed line from `from` on: `net × unused ÷ its days`, rounded once, half up, to what can be
 * charged. A lost line gives nothing back, but it stops counting too. What a coupon gets back is rounded down, so that
 * it never takes more than its amount in a period.
 */
export function giveBack(line: BilledLine, from: Day, step: bigint): Unused | null {
  const span = intersection(line.span, { from, until: line.span.until });
  if (!span || line.givenBackFrom !== null) return null;
  const [days, of] = [BigInt(daysIn(span)), BigInt(daysIn(line.span))];
  const isLost = line.standing === "lost";
  return {
    line,
    span,
    part: days === of ? null : { days: Number(days), of: Number(of) },
    amountMinor: isLost ? 0n : roundToStep(netOf(line) * days, of, step),
    returned: line.discounts.map(({ coupon, amountMinor }) => ({
      coupon,
      amountMinor: isLost ? 0n : roundToStep(amountMinor * days, of, step, "down"),
    })),
  };
}
