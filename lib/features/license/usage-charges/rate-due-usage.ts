import type { Transaction } from "@/lib/db/transaction";
import { discountOfContract } from "@/lib/domain/contract/discount-of-contract";
import { periodOf } from "@/lib/domain/license/periods";
import type { UsageLine, UsageOfMonth } from "@/lib/domain/promise/lines/usage-line";
import type { CouponState } from "@/lib/domain/promise/promise-terms";
import { groupBy } from "@/lib/domain/promise/sums/group-by";
import { correctMonth } from "@/lib/domain/rated-usage/correct-month";
import { dayOf } from "@/lib/domain/time/calendar";
import { type Day, firstOfMonth, monthSpan } from "@/lib/domain/time/day-span";
import { dayWindow } from "@/lib/domain/time/day-window";
import { readBilledLines, usageSharesSince } from "@/lib/features/license/charges/queries";
import { type Contract, contractOn } from "@/lib/features/license/contracts/record/queries";
import { couponsOf } from "@/lib/features/license/coupons/coupons-of";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { type RatedWork, rateWork } from "@/lib/features/license/on-demand/bill-on-demand";
import { pendingBefore } from "@/lib/features/license/on-demand/queries";
import { correctedSince } from "./corrected-since";
import { billedUsageOf, nextPaidTerm, ratedMonthsSince, type UsageMonth } from "./queries";
import { type RatedMonth, rateTenantMonth } from "./rate-tenant-month";

/** Usage of ended months that is to be billed by one agreement in one currency. */
export type DueUsage = {
  /** Whose taxes and discount hold for it; null: a license that was bought. */
  contract: Contract | null;
  currency: string;
  months: UsageOfMonth[];
};

/** What is noted once the due usage is billed. */
export type RatedUsage = {
  due: DueUsage[];
  /** The months that are rated for the first time, and those that are billed anew because they count otherwise now. */
  rated: CountedMonth[];
  corrected: CountedMonth[];
  /** Charges on demand that are billed with them. */
  work: RatedWork["taken"];
  /** The next month to rate, as the license has it. */
  next: Pick<License, "usageFrom" | "usageDueAt">;
};

type CountedMonth = { monthFrom: Day; counts: RatedMonth["counts"] };

/**
 * Rates the month that has ended by `at` and was not rated before, and compares the months before it with what was billed
 * for them. Nothing is written: the caller bills what is returned and notes it (`noteRatedUsage`) in one transaction,
 * under the license's lock, or only shows it. `at` may be still to come: then it is as known now.
 */
export async function rateDueUsage(
  tx: Transaction,
  license: License,
  timeZone: string,
  at: Date,
): Promise<RatedUsage> {
  const { tenantId, usageFrom, usageDueAt } = license;
  const usage: RatedUsage = { due: [], rated: [], corrected: [], work: [], next: { usageFrom, usageDueAt } };
  if (!usageFrom || !usageDueAt || usageDueAt > at) return usage;
  const ratedBefore = await ratedMonthsSince(tx, tenantId, correctedSince(usageFrom));
  for (const month of ratedBefore) await addCorrection(tx, license, month, usage);
  const rated = await rateTenantMonth(tx, tenantId, monthSpan(usageFrom), timeZone);
  // A month that ended once already, in another time zone, is only corrected.
  const isRated = ratedBefore.some(({ monthFrom }) => monthFrom === usageFrom);
  if (rated.last && !isRated) {
    usage.rated.push({ monthFrom: usageFrom, counts: rated.counts });
    const work = await rateWork(tx, await pendingBefore(tx, tenantId, firstOfMonth(usageFrom, 1)));
    usage.work = work.taken;
    add(usage.due, await usageOf(tx, license, rated, timeZone, [...rated.lines, ...work.lines]));
  }
  const next = await nextPaidTerm(tx, tenantId, usageDueAt);
  const from = next && firstOfMonth(dayOf(next, timeZone));
  const dueAt = from ? dayWindow(firstOfMonth(from, 1), timeZone).start : null;
  usage.next = { usageFrom: from, usageDueAt: dueAt };
  return usage;
}

/** What is missing or too much for a month that was rated before. */
async function addCorrection(
  tx: Transaction,
  license: License,
  { monthFrom, timeZone }: UsageMonth,
  usage: RatedUsage,
): Promise<void> {
  const { tenantId } = license;
  const rated = await rateTenantMonth(tx, tenantId, monthSpan(monthFrom), timeZone);
  const lines = correctMonth(rated.lines, await billedUsageOf(tx, tenantId, monthFrom));
  if (lines.length === 0) return;
  usage.corrected.push({ monthFrom, counts: rated.counts });
  add(usage.due, await usageOf(tx, license, rated, timeZone, lines));
}

async function usageOf(
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

function add(due: DueUsage[], more: readonly DueUsage[]): void {
  for (const usage of more) {
    const same = due.find(
      ({ contract, currency }) => contract?.id === usage.contract?.id && currency === usage.currency,
    );
    if (same) same.months.push(...usage.months);
    else due.push(usage);
  }
}
