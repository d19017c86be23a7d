import type { Transaction } from "@/lib/db/transaction";
import { type BillingSettings, ratedAt } from "@/lib/domain/close/billing-settings";
import { nextRun } from "@/lib/domain/rated-usage/correction-time";
import { dayOf } from "@/lib/domain/time/calendar";
import { firstOfMonth, monthSpan } from "@/lib/domain/time/day-span";
import { dayWindow } from "@/lib/domain/time/day-window";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { rateWork } from "@/lib/features/license/on-demand/bill-on-demand";
import { pendingBefore } from "@/lib/features/license/on-demand/queries";
import { addUsage, agreedUsage } from "./agreed-usage";
import { nextPaidTerm } from "./queries";
import { correctOpenMonths } from "./rate-corrections";
import { rateTenantMonth } from "./rate-tenant-month";
import { findRatedMonth, openMonths } from "./rated-months";
import { nothingRated, type RatedUsage } from "./rated-usage";

/**
 * Rates the month that has ended and was not rated before, once late events were waited for, and compares the months
 * before it with what was billed for them. Where no month is to come only these are compared, on their day. Nothing is
 * written: the caller bills what is returned and notes it (`noteRatedUsage`) in one transaction, under the license's lock,
 * or only shows it. `at` may be still to come: then it is as known now.
 */
export async function rateDueUsage(
  tx: Transaction,
  license: License,
  timeZone: string,
  at: Date,
  settings: BillingSettings,
): Promise<RatedUsage> {
  const usage = nothingRated(license);
  const { usageDueAt, correctionsDueAt } = license;
  const dueAt = usageDueAt ? ratedAt(usageDueAt, settings) : correctionsDueAt;
  if (!dueAt || dueAt > at) return usage;
  const months = await openMonths(tx, license.tenantId);
  const { waiting } = await correctOpenMonths(tx, license, months, { at, settings, isRun: true }, usage);
  await rateEndedMonth(tx, license, timeZone, usage);
  const waits = waiting.length > 0 && usage.next.usageDueAt === null;
  usage.next.correctionsDueAt = waits ? nextRun(dayOf(at, timeZone), timeZone, settings) : null;
  return usage;
}

async function rateEndedMonth(
  tx: Transaction,
  license: License,
  timeZone: string,
  usage: RatedUsage,
): Promise<void> {
  const { tenantId, usageFrom, usageDueAt } = license;
  if (!usageFrom || !usageDueAt) return;
  const rated = await rateTenantMonth(tx, tenantId, monthSpan(usageFrom), timeZone);
  // A month that ended once already, in another time zone, is only corrected.
  const isRated = (await findRatedMonth(tx, tenantId, usageFrom)) !== null;
  if (rated.last && !isRated) {
    usage.rated.push({ monthFrom: usageFrom, counts: rated.counts, unpriced: rated.unpriced });
    const work = await rateWork(tx, await pendingBefore(tx, tenantId, firstOfMonth(usageFrom, 1)));
    usage.work = work.taken;
    addUsage(usage.due, await agreedUsage(tx, license, rated, timeZone, [...rated.lines, ...work.lines]));
  }
  const next = await nextPaidTerm(tx, tenantId, usageDueAt);
  const from = next && firstOfMonth(dayOf(next, timeZone));
  const dueAt = from ? dayWindow(firstOfMonth(from, 1), timeZone).start : null;
  usage.next = { ...usage.next, usageFrom: from, usageDueAt: dueAt };
}
