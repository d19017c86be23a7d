import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { CorrectionLine, UsageLine } from "@/lib/domain/promise/lines/usage-line";
import { correctMonth } from "@/lib/domain/rated-usage/correct-month";
import { rateMonth } from "@/lib/domain/rated-usage/rate-month";
import { type Day, monthSpan } from "@/lib/domain/time/day-span";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { correctedSince } from "./corrected-since";
import { billedUsageOf, findRatedMonth } from "./queries";
import { readTenantMonth, type TenantMonth } from "./rate-tenant-month";

/** What a month costs, and what of it is billed. */
export type MonthBill = {
  toRate: TenantMonth;
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
  const toRate = await readTenantMonth(tx, tenantId, monthSpan(monthFrom), rated?.timeZone ?? timeZone);
  if (!rated) return { toRate, billed: null };
  const lines = await billedUsageOf(tx, tenantId, monthFrom);
  const { usageFrom } = await getLicense(tx, tenantId);
  const isCorrected = usageFrom !== null && monthFrom >= correctedSince(usageFrom);
  return { toRate, billed: { lines, toCome: isCorrected ? correctMonth(rateMonth(toRate), lines) : [] } };
}
