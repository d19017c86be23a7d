import { Temporal } from "temporal-polyfill";
import type { PaidInterval } from "../catalog/plan";
import { oneInTicks, parseDecimal } from "../money/decimal";
import { type Money, money, multiplyByRatio } from "../money/money";
import { fromUnixSeconds, nextMonthlyAnchor, toUnixSeconds } from "../time/billing-anchor";
import type { FixedItem } from "./fixed-items";

/**
 * A piece of a billed span: a number of seconds of an interval that has `basis` seconds. Stripe divides
 * backdated time into whole intervals from its start, and rounds each piece separately
 * (docs.stripe.com/billing/subscriptions/backdating).
 */
export type BilledPart = { from: Date; to: Date; basisSeconds: number };

/**
 * When a subscription that is created at `now`, for a contract that starts at `startsAt`, is next invoiced:
 * the next day 1, 12:00 UTC, or the next anniversary. Time since a start in the past is billed with the first
 * invoice.
 */
export function firstAnchor(interval: PaidInterval, startsAt: Date, now: Date): Date {
  const from = startsAt > now ? startsAt : now;
  if (interval === "month") return nextMonthlyAnchor(from);
  let years = 1;
  while (step(startsAt, "year", years) <= from) years++;
  return step(startsAt, "year", years);
}

/**
 * Where Stripe must end a subscription whose contract ends at `endsAt`. A contract that lasts whole years of
 * the tenant's calendar lasts as many years at Stripe. Stripe counts in UTC: 1 March 2027 in Tokyo is 28
 * February there, so a year becomes a day longer than Stripe's, and a change of daylight saving time makes it
 * an hour longer. Stripe would make an invoice for that day or hour, which nobody agreed to.
 */
export function billedEnd(
  { interval, startsAt }: { interval: PaidInterval; startsAt: Date },
  endsAt: Date,
  timeZone: string,
): Date {
  if (interval !== "year") return endsAt;
  const at = (instant: Date) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  const [start, end] = [at(startsAt), at(endsAt)];
  const years = end.year - start.year;
  return years > 0 && start.add({ years }).equals(end) ? step(startsAt, "year", years) : endsAt;
}

/**
 * What a subscription has billed for the time until `until`: from its start to its first anchor, then
 * interval by interval. If it ends in the middle of an interval, the time before the end is billed.
 */
export function billedParts(span: {
  interval: PaidInterval;
  startsAt: Date;
  anchor: Date;
  until: Date;
}): BilledPart[] {
  const { interval, startsAt, anchor, until } = span;
  if (until <= anchor) return cut(interval, startsAt, until);
  return [...cut(interval, startsAt, anchor), ...cut(interval, anchor, until)];
}

function cut(interval: PaidInterval, start: Date, end: Date): BilledPart[] {
  const parts: BilledPart[] = [];
  for (let index = 0; ; index++) {
    const from = step(start, interval, index);
    if (from >= end) return parts;
    const to = step(start, interval, index + 1);
    const basisSeconds = toUnixSeconds(to) - toUnixSeconds(from);
    parts.push({ from, to: to < end ? to : end, basisSeconds });
  }
}

/** What the billed spans cost from `from` on, or in all. Each span is rounded half up separately. */
export function amountOf(
  item: Pick<FixedItem, "unitAmountMinor" | "quantity">,
  currency: string,
  parts: readonly BilledPart[],
  from: Date = new Date(0),
): Money {
  const price = parseDecimal(item.unitAmountMinor) * BigInt(item.quantity);
  return parts.reduce(
    (sum, part) => {
      const start = part.from > from ? part.from : from;
      const seconds = toUnixSeconds(part.to) - toUnixSeconds(start);
      if (seconds <= 0) return sum;
      const amount = multiplyByRatio(
        money(price, currency),
        BigInt(seconds),
        BigInt(part.basisSeconds) * oneInTicks,
      );
      return money(sum.minor + amount.minor, currency);
    },
    money(0n, currency),
  );
}

/**
 * `start` moved by whole intervals in UTC, as Stripe does it: the 31st becomes the last day of a shorter
 * month.
 */
export function step(start: Date, interval: PaidInterval, steps: number): Date {
  const months = interval === "year" ? steps * 12 : steps;
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(start.getUTCDate(), lastDay);
  const inDay = toUnixSeconds(start) % 86_400;
  return fromUnixSeconds(Date.UTC(year, month, day) / 1000 + inDay);
}
