import type { PaidInterval } from "../catalog/plan";
import { divideRounded } from "../money/rounding";
import { amountOf, billedParts } from "./billing";

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
  /** Not negative. */
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
 * stands there, less the discount that the line had. What was taxed in two ways is given back in two lines.
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
    const unused = new Map<BilledLine, bigint>();
    for (const part of parts) {
      const isOver = ({ from, to }: BilledLine) => from < part.to && part.from < to;
      // An item that somebody has put in another's place in the dashboard stands on no line yet.
      const line = own.find(isOver) ?? billed.find(isOver);
      if (line) unused.set(line, (unused.get(line) ?? 0n) + amountOf(item, currency, [part], at).minor);
    }
    const byTaxes = new Map<string, UnusedTime>();
    for (const [line, gross] of unused) {
      const { taxRateIds } = line;
      const key = taxRateIds.join(" ");
      const before = byTaxes.get(key)?.amountMinor ?? 0n;
      const { quantity, productName } = item;
      const amountMinor = before + gross - discountOf(line, gross);
      byTaxes.set(key, { amountMinor, quantity, productName, from: at, to: until, taxRateIds });
    }
    return [...byTaxes.values()].filter(({ amountMinor }) => amountMinor > 0n);
  });
}

/** The part of a line's discount that a part of its amount had. */
const discountOf = ({ amountMinor, discountMinor }: BilledLine, part: bigint): bigint =>
  amountMinor > 0n ? divideRounded(part * discountMinor, amountMinor, "half_up") : 0n;
