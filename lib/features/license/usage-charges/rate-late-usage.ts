import type { Transaction } from "@/lib/db/transaction";
import type { BillingSettings } from "@/lib/domain/close/billing-settings";
import { correctionEndsAt, nextRun } from "@/lib/domain/rated-usage/correction-time";
import { isBilledAtOnce } from "@/lib/domain/rated-usage/settle-correction";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Day } from "@/lib/domain/time/day-span";
import type { License } from "@/lib/features/license/lifecycle/queries";
import type { DueUsage } from "./agreed-usage";
import { correctOpenMonths, writeOffClosedMonths } from "./rate-corrections";
import { ratedMonthsOf, type UsageMonth } from "./rated-months";
import { nothingRated, type RatedUsage } from "./rated-usage";

/**
 * What follows from a change of rated months, `changed`, before the next run: a correction that is large enough is billed
 * at once, and one of a month whose time is over is written off. All else waits for the next run, or without one for the
 * next first of a month. Nothing is written.
 */
export async function rateLateUsage(
  tx: Transaction,
  license: License,
  timeZone: string,
  changed: ReadonlySet<Day>,
  { at, settings }: { at: Date; settings: BillingSettings },
): Promise<RatedUsage> {
  const usage = nothingRated(license);
  const months = await ratedMonthsOf(tx, license.tenantId, changed);
  const isOpen = ({ monthFrom, timeZone: zone, closedAt }: UsageMonth) =>
    closedAt === null && correctionEndsAt(monthFrom, zone, settings) > at;
  await writeOffClosedMonths(
    tx,
    months.filter((month) => changed.has(month.monthFrom) && !isOpen(month)),
    usage,
  );
  const found = { ...nothingRated(license), corrected: usage.corrected };
  const when = { at, settings, isRun: false };
  const { waiting } = await correctOpenMonths(tx, license, months.filter(isOpen), when, found);
  usage.due = found.due.filter((due) => isBilledAtOnce(linesOf(due), due.currency, settings.atOnceMinor));
  const waits = waiting.length > 0 || usage.due.length < found.due.length;
  if (waits && license.usageDueAt === null)
    usage.next.correctionsDueAt ??= nextRun(dayOf(at, timeZone), timeZone, settings);
  return usage;
}

const linesOf = ({ months }: DueUsage) => months.flatMap(({ lines }) => lines);
