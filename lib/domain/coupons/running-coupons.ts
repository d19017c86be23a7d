import type { PaidInterval } from "../catalog/plan";
import { periodOf } from "../license/periods";
import type { BilledLine, CouponShare } from "../promise/lines/billed-line";
import { chargeStep } from "../promise/lines/charge-step";
import { giveBack } from "../promise/lines/give-back";
import type { CouponState } from "../promise/promise-terms";
import { addDays, type Day, type DaySpan, earlierOf, laterOf } from "../time/day-span";
import { type Coupon, isForPlan } from "./coupon";

/** A coupon that belongs to a license since a day. */
export type RedeemedCoupon = { coupon: Coupon; redeemedOn: Day };

/** What was held from when to when, oldest first; `until` null: still held. */
export type HeldTerm = { interval: PaidInterval | null; from: Day; until: Day | null };

/** Monthly periods use up one month of a coupon, yearly ones twelve. */
export const monthsOf = (interval: PaidInterval): number => (interval === "year" ? 12 : 1);

/**
 * How many months of a coupon the periods have used up that ended since its redemption, by the beginning of `day`. The
 * period of the redemption counts as a whole. A month that was cut because the license became yearly has not ended: the
 * year takes its place.
 */
export function monthsUsed(terms: readonly HeldTerm[], redeemedOn: Day, day: Day): number {
  let months = 0;
  for (const { interval, from, until } of stretches(terms)) {
    if (interval === null) continue;
    const end = until === null ? day : earlierOf(until, day);
    for (let at = laterOf(from, redeemedOn); at < end; ) {
      at = periodOf(interval, from, at).until;
      if (at <= end) months += monthsOf(interval);
    }
  }
  return months;
}

/** Terms of the same interval that follow each other as one: a yearly license keeps its anniversary through changes. */
function stretches(terms: readonly HeldTerm[]): HeldTerm[] {
  const joined: HeldTerm[] = [];
  for (const term of terms) {
    const last = joined.at(-1);
    if (last?.interval === term.interval && last.until === term.from)
      joined[joined.length - 1] = { ...last, until: term.until };
    else joined.push(term);
  }
  return joined;
}

export type CouponsToFind = {
  redeemed: readonly RedeemedCoupon[];
  terms: readonly HeldTerm[];
  day: Day;
  currency: string;
  /** The running period; null if nothing was held before. */
  period: DaySpan | null;
  billed: readonly BilledLine[];
  /** What coupons took off the usage of the running period's months. */
  byUsage?: readonly CouponShare[];
};

/** Every coupon that still has months on `day`, of whatever plan, in the order of redemption. */
export function runningCoupons(input: CouponsToFind): (CouponState & Pick<Coupon, "plans">)[] {
  const { redeemed, terms, day } = input;
  return redeemed.flatMap(({ coupon, redeemedOn }) => {
    const { key, name, value, plans, components, months } = coupon;
    const monthsLeft = months === null ? null : months - monthsUsed(terms, redeemedOn, day);
    if (monthsLeft !== null && monthsLeft <= 0) return [];
    const takenMinor = value.type === "amount" ? takenIn(key, input) : 0n;
    return [{ key, name, value, plans, components, monthsLeft, takenMinor }];
  });
}

/** The coupons that hold for a plan: one that is not for it is left out while that plan is held. */
export const couponsForPlan = <Each extends Pick<Coupon, "plans">>(
  coupons: readonly Each[],
  planKey: string,
): Omit<Each, "plans">[] =>
  coupons.filter((coupon) => isForPlan(coupon, planKey)).map(({ plans: _plans, ...coupon }) => coupon);

/** What a coupon took off the lines of the running period, less what came back with unused days. */
export function takenIn(
  key: string,
  {
    billed,
    byUsage = [],
    period,
    currency,
  }: Pick<CouponsToFind, "billed" | "byUsage" | "period" | "currency">,
): bigint {
  const fixed = billed
    .filter(({ span }) => period !== null && period.from <= span.from && span.from < period.until)
    .flatMap((line) => keptShares(line, currency));
  return [...fixed, ...byUsage].reduce(
    (total, share) => (share.coupon === key ? total + share.amountMinor : total),
    0n,
  );
}

/** What coupons took off a billed line, less what came back of it. The line may have given days back. */
export function keptShares(line: BilledLine, currency: string): BilledLine["discounts"] {
  const returned = returnedOf(line, chargeStep(currency));
  return line.discounts.map(({ coupon, amountMinor }, index) => ({
    coupon,
    amountMinor: amountMinor - (returned[index]?.amountMinor ?? 0n),
  }));
}

function returnedOf(line: BilledLine, step: bigint): BilledLine["discounts"] {
  const from = line.givenBackFrom;
  if (from === null) return [];
  return giveBack({ ...line, givenBackFrom: null }, laterOf(from, line.span.from), step)?.returned ?? [];
}

/** The last day that a coupon lowers, counted from the running period; null: without end. */
export function lastDayOf(
  { monthsLeft }: Pick<CouponState, "monthsLeft">,
  interval: PaidInterval,
  yearStart: Day | null,
  day: Day,
): Day | null {
  if (monthsLeft === null) return null;
  let period = periodOf(interval, yearStart, day);
  for (let left = monthsLeft - monthsOf(interval); left > 0; left -= monthsOf(interval))
    period = periodOf(interval, yearStart, period.until);
  return addDays(period.until, -1);
}
