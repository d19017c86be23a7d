import type { PaidInterval } from "../catalog/plan";
import { periodOf } from "../license/periods";
import type { Discount } from "../pricing/terms";
import { type BilledLine, type CouponShare, countedSpan } from "../promise/lines/billed-line";
import type { CouponState } from "../promise/promise-terms";
import { type Day, daysIn } from "../time/day-span";
import { yearStartOf } from "./billing-span";

type Discounted = { interval: PaidInterval; firstDay: Day; discount: Discount | null };

/**
 * The discount of a contract as a coupon that runs. Its months are counted in billing periods: the first one counts as a
 * month, also if it is a part of one. `from`: the first day that is charged. `billed`: what was billed for its period; `byUsage`: what usage
 * of its months took.
 */
export function discountOfContract(
  contract: Discounted,
  key: string,
  from: Day,
  billed: readonly BilledLine[],
  byUsage: readonly CouponShare[] = [],
): CouponState[] {
  const { discount } = contract;
  if (!discount) return [];
  const { name, value, components, months } = discount;
  return [
    {
      key,
      name,
      value,
      components,
      monthsLeft: months === null ? null : months - monthsBefore(contract, from),
      takenMinor: value.type === "amount" ? takenIn(contract, key, from, billed) + takenBy(key, byUsage) : 0n,
    },
  ];
}

const takenBy = (key: string, shares: readonly CouponShare[]): bigint =>
  shares.reduce((sum, { coupon, amountMinor }) => (coupon === key ? sum + amountMinor : sum), 0n);

function monthsBefore({ interval, firstDay }: Discounted, from: Day): number {
  const monthOf = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  if (interval === "month") return monthOf(from) - monthOf(firstDay);
  let periods = 0;
  for (let at = firstDay; at < from; at = periodOf("year", firstDay, at).until) periods++;
  return periods * 12;
}

/** What the coupon took in the period of `from`, less what was given back of it. */
function takenIn(contract: Discounted, key: string, from: Day, billed: readonly BilledLine[]): bigint {
  const period = periodOf(contract.interval, yearStartOf(contract), from);
  return billed
    .filter(({ span }) => span.from >= period.from && span.from < period.until)
    .reduce((sum, line) => {
      const counted = countedSpan(line);
      if (!counted) return sum;
      const taken = line.discounts.find(({ coupon }) => coupon === key)?.amountMinor ?? 0n;
      const [days, of] = [BigInt(daysIn(counted)), BigInt(daysIn(line.span))];
      // What unused days gave back was rounded down.
      return sum + taken - (taken * (of - days)) / of;
    }, 0n);
}
