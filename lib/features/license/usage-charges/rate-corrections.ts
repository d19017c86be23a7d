import type { Transaction } from "@/lib/db/transaction";
import type { BillingSettings } from "@/lib/domain/close/billing-settings";
import type { CorrectionLine } from "@/lib/domain/promise/lines/usage-line";
import { correctMonth } from "@/lib/domain/rated-usage/correct-month";
import { correctionEndsAt } from "@/lib/domain/rated-usage/correction-time";
import { settleCorrection } from "@/lib/domain/rated-usage/settle-correction";
import { monthSpan } from "@/lib/domain/time/day-span";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { addUsage, agreedUsage } from "./agreed-usage";
import { settledUsageOf } from "./queries";
import { type RatedMonth, rateTenantMonth } from "./rate-tenant-month";
import type { UsageMonth } from "./rated-months";
import type { RatedUsage } from "./rated-usage";

type When = {
  at: Date;
  settings: BillingSettings;
  /** The run of a month's end: it may be the last one that corrects a month. Otherwise all months are compared between two runs. */
  isRun: boolean;
};

/** Adds to `usage` what is missing or too much for rated months whose time runs. What is too small waits. */
export async function correctOpenMonths(
  tx: Transaction,
  license: License,
  months: readonly UsageMonth[],
  { at, settings, isRun }: When,
  usage: RatedUsage,
): Promise<{ waiting: CorrectionLine[] }> {
  const waiting: CorrectionLine[] = [];
  for (const month of months) {
    const { monthFrom, timeZone } = month;
    const isLast = isRun && correctionEndsAt(monthFrom, timeZone, settings) <= at;
    const { rated, lines } = await differenceOf(tx, month);
    const settled = settleCorrection(lines, isLast ? "last" : "open", settings.leastMinor);
    waiting.push(...settled.waiting);
    usage.writtenOff.push(...settled.writtenOff);
    if (isLast) usage.closed.push(monthFrom);
    if (settled.billed.length === 0 && isSame(month.unpriced, rated.unpriced)) continue;
    usage.corrected.push({ monthFrom, counts: rated.counts, unpriced: rated.unpriced });
    addUsage(usage.due, await agreedUsage(tx, license, rated, timeZone, settled.billed));
  }
  return { waiting };
}

/** Writes off what has changed in months whose time is over. */
export async function writeOffClosedMonths(
  tx: Transaction,
  months: readonly UsageMonth[],
  usage: RatedUsage,
): Promise<void> {
  for (const month of months) {
    const { rated, lines } = await differenceOf(tx, month);
    const { monthFrom } = month;
    usage.writtenOff.push(...settleCorrection(lines, "over", {}).writtenOff);
    usage.corrected.push({ monthFrom, counts: rated.counts, unpriced: rated.unpriced });
    usage.closed.push(monthFrom);
  }
}

/** What a month costs as it is counted now, less what was billed for it or written off. */
async function differenceOf(
  tx: Transaction,
  { tenantId, monthFrom, timeZone }: UsageMonth,
): Promise<{ rated: RatedMonth; lines: CorrectionLine[] }> {
  const rated = await rateTenantMonth(tx, tenantId, monthSpan(monthFrom), timeZone);
  const settled = await settledUsageOf(tx, tenantId, monthFrom);
  return { rated, lines: correctMonth(rated.lines, settled.filter(rated.isPriced)) };
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((each) => others.includes(each));
