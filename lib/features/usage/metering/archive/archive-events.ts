import { asc, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { usageArchive, usageEvents, usageRecounts } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { Refused, type Result, succeeded } from "@/lib/domain/errors";
import { type Month, monthOf, monthsEndingAt, monthWindow } from "@/lib/domain/time/calendar";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { authoriseConsole } from "@/lib/features/foundation/use-case/authorise";
import { answerRefusal } from "@/lib/features/foundation/use-case/refusals";
import { moveEpoch } from "@/lib/features/usage/metering/units/request-recount";
import { writeArchiveFile } from "./archive-file";
import { dropEvents, recordArchivedKeys, registerFile } from "./archive-month";

const schema = z.strictObject({
  /** Whole months (UTC) before the present one whose events stay in the database. */
  keepMonths: z.number().int().min(1).max(1_200),
  /** Where the files go. */
  directory: z.string().min(1),
});

/** What is being done to a month: for people who wait. */
export type ArchiveStep = {
  month: Month;
  step: "frozen" | "written" | "dropped";
  events?: number;
  file?: string;
};

/** Any number that nothing else takes: one archiving at a time. */
const archiveLock = 7_240_916;

/**
 * Moves the raw events of months that are older than wanted to files, oldest month first. Counts stay untouched, ids stay
 * refused. In this order, each step safe to repeat, so that a run may be killed at any moment and another one goes on:
 * the month is frozen, the keys are kept, the file is written and lies safely on the disk, the rows are deleted. Refuses
 * with `busy` while another run is under way or while something is being counted again.
 */
export async function archiveEvents(
  ctx: Context,
  rawInput: z.input<typeof schema>,
  report: (step: ArchiveStep) => void,
): Promise<Result<{ months: Month[] }>> {
  try {
    authoriseConsole(ctx, "usage.archive");
    const { keepMonths, directory } = parseInput(schema, rawInput);
    // The lock lasts as long as this transaction, which does nothing else.
    return await acrossTenants(async (tx) => {
      const [lock] = (
        await tx.execute<{ got: boolean }>(sql`select pg_try_advisory_xact_lock(${archiveLock}) as got`)
      ).rows;
      if (!lock?.got) throw new Refused("busy");
      const months: Month[] = [];
      for (let month = await nextMonth(ctx, keepMonths); month; month = await nextMonth(ctx, keepMonths)) {
        await archiveMonth(ctx, month, directory, report);
        months.push(month);
      }
      return succeeded({ months });
    });
  } catch (error) {
    return answerRefusal(error);
  }
}

/** The month that was begun and not finished, or else the oldest one that is due. */
async function nextMonth({ now }: Context, keepMonths: number): Promise<Month | null> {
  return acrossTenants(async (tx) => {
    const [begun] = await tx
      .select()
      .from(usageArchive)
      .where(isNull(usageArchive.droppedAt))
      .orderBy(asc(usageArchive.month))
      .limit(1);
    if (begun) return begun.month;
    const newest = monthsEndingAt(monthOf(now, "UTC"), keepMonths + 2)[0] ?? "";
    const [last] = await tx.select({ month: sql<Month | null>`max(month)` }).from(usageArchive);
    if (last?.month) {
      const next = monthOf(monthWindow(last.month, "UTC").end, "UTC");
      return next <= newest ? next : null;
    }
    const [oldest] = await tx.select({ at: sql<string | null>`min(occurred_at)` }).from(usageEvents);
    const first = oldest?.at ? monthOf(new Date(oldest.at), "UTC") : null;
    return first && first <= newest ? first : null;
  });
}

async function archiveMonth(
  ctx: Context,
  month: Month,
  directory: string,
  report: (step: ArchiveStep) => void,
): Promise<void> {
  const { end } = monthWindow(month, "UTC");
  const row = await acrossTenants((tx) => freeze(tx, ctx, month));
  report({ month, step: "frozen" });
  if (row.file === null) {
    await recordArchivedKeys(month, end);
    const written = await writeArchiveFile(month, end, directory);
    await acrossTenants((tx) => registerFile(tx, month, written));
    report({ month, step: "written", events: written.events, file: written.file });
  }
  const events = await dropEvents(end);
  await acrossTenants(async (tx) => {
    await tx.update(usageArchive).set({ droppedAt: ctx.now }).where(sql`month = ${month}`);
    await recordAudit(tx, ctx, backOffice, { action: "usage.archive", after: { month } });
  });
  report({ month, step: "dropped", events });
}

/** From here on nothing of the month or before it is taken, put right or counted again. */
async function freeze(tx: Transaction, { now }: Context, month: Month) {
  await moveEpoch(tx);
  const [known] = await tx.select().from(usageArchive).where(sql`month = ${month}`);
  if (known) return known;
  const recounting = await tx.select({ unitId: usageRecounts.unitId }).from(usageRecounts).limit(1);
  if (recounting.length > 0) throw new Refused("busy");
  await tx.insert(usageArchive).values({ month, frozenAt: now });
  return { file: null };
}
