import type { PaidInterval } from "../catalog/plan";
import { divideRounded } from "../money/rounding";
import { amountOf, type BilledPart, billedParts } from "./billed-parts";

/** One item of a contract's subscription, as Stripe bills it. */
export type SubscribedItem = {
  id: string;
  /** Minor units for one. */
  unitAmountMinor: string;
  quantity: number;
  productName: string;
};

/** One line of an invoice that was issued, with its discount and tax. */
export type BilledLine = {
  /** Null if the line names no item. */
  itemId: string | null;
  from: Date;
  to: Date;
  /**
   * After discounts and credit notes; negative if the line credits something, as a manual change in Stripe
   * does.
   */
  netMinor: bigint;
  /** Stripe's ids of the tax rates on it. */
  taxRateIds: readonly string[];
  /** As it stands on the invoice. */
  description: string;
};

/** What is credited of one item: after discount, and taxed as it was. */
export type UnusedTime = {
  amountMinor: bigint;
  /** What is credited: a quantity of a product. */
  description: string;
  from: Date;
  to: Date;
  taxRateIds: readonly string[];
};

/**
 * What was billed for the time after `at`, item by item, as the sent or paid invoices have it after
 * discounts. Each line credits its own time, so a manual change in Stripe is credited as it was billed. An
 * amount that was taxed in two ways is credited in two lines.
 */
export function unusedTime(
  { interval, startsAt }: { interval: PaidInterval; startsAt: Date },
  { anchor, currency, items }: { anchor: Date; currency: string; items: readonly SubscribedItem[] },
  billed: readonly BilledLine[],
  at: Date,
): UnusedTime[] {
  const until = new Date(Math.max(at.getTime(), ...billed.map(({ to }) => to.getTime())));
  const parts = billedParts({ interval, startsAt, anchor, until });
  const unused = new Map<string, UnusedTime>();
  for (const line of billed) {
    const item = items.find(({ id }) => id === line.itemId);
    const { netMinor, taxRateIds } = line;
    const weight = item ?? { unitAmountMinor: String(netMinor < 0n ? -netMinor : netMinor), quantity: 1 };
    const its = parts.flatMap((part) => within(line, part));
    const whole = amountOf(weight, currency, its).minor;
    const after = amountOf(weight, currency, its, at).minor;
    const key = [line.itemId, ...taxRateIds].join(" ");
    const description = item ? `${item.quantity} × ${item.productName}` : line.description;
    const before = unused.get(key) ?? { amountMinor: 0n, description, from: at, to: until, taxRateIds };
    const own = whole === 0n ? 0n : divideRounded(netMinor * after, whole, "half_up");
    unused.set(key, { ...before, amountMinor: before.amountMinor + own });
  }
  return [...unused.values()].filter(({ amountMinor }) => amountMinor > 0n);
}

/** The fraction of an interval that a line bills: 1, unless it begins or ends within the interval. */
function within(line: BilledLine, { from, to, basisSeconds }: BilledPart): BilledPart[] {
  const own = { from: line.from > from ? line.from : from, to: line.to < to ? line.to : to, basisSeconds };
  return own.from < own.to ? [own] : [];
}
