import type { Transaction } from "@/lib/db/transaction";
import { discountOfContract } from "@/lib/domain/contract/discount-of-contract";
import { periodOf } from "@/lib/domain/license/periods";
import type { UsageLine, UsageOfMonth } from "@/lib/domain/promise/lines/usage-line";
import type { CouponState } from "@/lib/domain/promise/promise-terms";
import { groupBy } from "@/lib/domain/promise/sums/group-by";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Day } from "@/lib/domain/time/day-span";
import { dayWindow } from "@/lib/domain/time/day-window";
import { readBilledLines, usageSharesSince } from "@/lib/features/license/charges/queries";
import { type Contract, contractOn } from "@/lib/features/license/contracts/record/queries";
import { couponsOf } from "@/lib/features/license/coupons/coupons-of";
import type { License } from "@/lib/features/license/lifecycle/queries";
import type { RatedMonth } from "./rate-tenant-month";

/** Usage of ended months that is to be billed by one agreement in one currency. */
export type DueUsage = {
  /** Whose taxes and discount hold for it; null: a license that was bought. */
  contract: Contract | null;
  currency: string;
  months: UsageOfMonth[];
};

/** A month's lines by agreement and currency, with what lowers them. */
export async function agreedUsage(
  tx: Transaction,
  license: License,
  rated: RatedMonth,
  timeZone: string,
  lines: readonly UsageLine[],
): Promise<DueUsage[]> {
  const lastMoment = new Date(dayWindow(rated.lastDay, timeZone).end.getTime() - 1);
  const contract = await contractOn(tx, license.tenantId, lastMoment);
  const usage: DueUsage[] = [];
  for (const [currency, ofCurrency] of groupBy(lines, (line) => line.currency)) {
    const coupons = contract
      ? await discountOf(tx, contract, rated.lastDay)
      : await couponsOfMonth(tx, license, rated, timeZone, currency);
    usage.push({ contract, currency, months: [{ lines: ofCurrency, coupons }] });
  }
  return usage;
}

/** Adds usage to what the same agreements bill. */
export function addUsage(due: DueUsage[], more: readonly DueUsage[]): void {
  for (const usage of more) {
    const same = due.find(
      ({ contract, currency }) => contract?.id === usage.contract?.id && currency === usage.currency,
    );
    if (same) same.months.push(...usage.months);
    else due.push(usage);
  }
}

async function discountOf(tx: Transaction, contract: Contract, day: Day): Promise<CouponState[]> {
  const { id, tenantId, interval, discount, startsAt, timeZone } = contract;
  const billedContract = { interval, discount, firstDay: dayOf(startsAt, timeZone) };
  const period = periodOf(interval, interval === "year" ? billedContract.firstDay : null, day);
  return discountOfContract(
    billedContract,
    id,
    day,
    await readBilledLines(tx, tenantId, period.from),
    await usageSharesSince(tx, tenantId, period.from),
  );
}

/** The coupons of a bought license as they run on the last day of a month. */
async function couponsOfMonth(
  tx: Transaction,
  { tenantId, yearStart }: License,
  { last, lastDay }: RatedMonth,
  timeZone: string,
  currency: string,
): Promise<CouponState[]> {
  if (!last) return [];
  const isKnown = last.interval === "month" || (yearStart !== null && yearStart <= lastDay);
  const period = isKnown ? periodOf(last.interval, yearStart, lastDay) : null;
  const { coupons } = await couponsOf(tx, {
    tenantId,
    timeZone,
    day: lastDay,
    currency,
    planKey: last.planKey,
    nextPlanKey: last.planKey,
    period,
    billed: await readBilledLines(tx, tenantId, period?.from ?? lastDay),
    added: null,
  });
  return [...coupons];
}
