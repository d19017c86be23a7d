import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { CorrectionLine, UsageLine } from "@/lib/domain/promise/lines/usage-line";
import { correctMonth } from "@/lib/domain/rated-usage/correct-month";
import { type Day, monthSpan } from "@/lib/domain/time/day-span";
import { billedUsageOf, settledUsageOf } from "./queries";
import { type RatedMonth, rateTenantMonth } from "./rate-tenant-month";
import { findRatedMonth } from "./rated-months";

/** What a month costs, and what of it is billed. */
export type MonthBill = {
  toRate: RatedMonth;
  /** Null: the month is not rated yet. */
  billed: {
    lines: UsageLine[];
    /** What follows on a later invoice, as the month is counted now. */
    toCome: CorrectionLine[];
  } | null;
};

/** A tenant's month, running or ended, with what was billed for it. An ended month keeps the zone in which it was rated. */
export async function readMonthBill(
  tx: Transaction,
  tenantId: Id<"tenant">,
  monthFrom: Day,
  timeZone: string,
): Promise<MonthBill> {
  const rated = await findRatedMonth(tx, tenantId, monthFrom);
  const toRate = await rateTenantMonth(tx, tenantId, monthSpan(monthFrom), rated?.timeZone ?? timeZone);
  if (!rated) return { toRate, billed: null };
  const lines = await billedUsageOf(tx, tenantId, monthFrom);
  if (rated.closedAt) return { toRate, billed: { lines, toCome: [] } };
  const settled = await settledUsageOf(tx, tenantId, monthFrom);
  return { toRate, billed: { lines, toCome: correctMonth(toRate.lines, settled.filter(toRate.isPriced)) } };
}
