import type { PaidInterval } from "../catalog/plan";
import { divideRounded } from "../money/rounding";
import { amountOf, type BilledPart, billedParts } from "./billing";

/** One item of a contract's subscription, as Stripe bills it. */
export type SubscribedItem = {
  id: string;
  /** Minor units for one. */
  unitAmountMinor: string;
  quantity: number;
  productName: string;
};

/** One line of an invoice that was asked for, and what was on it. */
export type BilledLine = {
  /** Null where the line does not say which one. */
  itemId: string | null;
  from: Date;
  to: Date;
  amountMinor: bigint;
  /** What is taken off it; not negative. */
  discountMinor: bigint;
  /** Stripe's ids of the tax rates on it. */
  taxRateIds: readonly string[];
};

/** What is given back of one item: after discount, to be taxed as it was. */
export type UnusedTime = {
  amountMinor: bigint;
  quantity: number;
  productName: string;
  from: Date;
  to: Date;
  taxRateIds: readonly string[];
};

/**
 * What was billed for the time after `at`, item by item: of what stands on an invoice that was sent or paid, and as it
 * stands there, after the discount that the line had or (at Stripe: the price of a part of an interval) has in its amount.
 * What was taxed in two ways is given back in two lines.
 */
export function unusedTime(
  { interval, startsAt }: { interval: PaidInterval; startsAt: Date },
  { anchor, currency, items }: { anchor: Date; currency: string; items: readonly SubscribedItem[] },
  billed: readonly BilledLine[],
  at: Date,
): UnusedTime[] {
  const until = new Date(Math.max(at.getTime(), ...billed.map(({ to }) => to.getTime())));
  const parts = billedParts({ interval, startsAt, anchor, until });
  return items.flatMap((item) => {
    const own = billed.filter(({ itemId }) => itemId === item.id);
    const partsOf = new Map<BilledLine, BilledPart[]>();
    for (const part of parts) {
      const isOver = ({ from, to }: BilledLine) => from < part.to && part.from < to;
      // An item that somebody has put in another's place in the dashboard stands on no line yet.
      const line = own.find(isOver) ?? billed.find(isOver);
      if (line) partsOf.set(line, [...(partsOf.get(line) ?? []), part]);
    }
    const byTaxes = new Map<string, UnusedTime>();
    for (const [line, its] of partsOf) {
      const unused = amountOf(item, currency, its, at).minor;
      const whole = amountOf(item, currency, its).minor;
      const { taxRateIds } = line;
      const key = taxRateIds.join(" ");
      const before = byTaxes.get(key)?.amountMinor ?? 0n;
      const { quantity, productName } = item;
      const amountMinor = before + (line.itemId === item.id ? share(line, unused, whole) : unused);
      byTaxes.set(key, { amountMinor, quantity, productName, from: at, to: until, taxRateIds });
    }
    return [...byTaxes.values()].filter(({ amountMinor }) => amountMinor > 0n);
  });
}

/** The part of what a line came to that `unused` is of `whole`. */
function share({ amountMinor, discountMinor }: BilledLine, unused: bigint, whole: bigint): bigint {
  return whole === 0n ? 0n : divideRounded((amountMinor - discountMinor) * unused, whole, "half_up");
}
