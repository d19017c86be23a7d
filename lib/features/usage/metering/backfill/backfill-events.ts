import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { acrossTenants } from "@/lib/db/transaction";
import { type FieldError, Refused, type Result, succeeded } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { authoriseConsole } from "@/lib/features/foundation/use-case/authorise";
import { answerRefusal } from "@/lib/features/foundation/use-case/refusals";
import { checkEvents, ingestEvents, largestBatch } from "@/lib/features/usage/metering/ingest/ingest-events";
import { type FileRow, rowsOf } from "./backfill-rows";

const schema = z.strictObject({
  file: z.string().min(1),
  /** Checks every row and writes none. */
  dryRun: z.boolean().default(false),
});

export type BadRow = { line: number; errors: FieldError[] };

export type Backfilled = {
  rows: number;
  new: number;
  known: number;
  /** Rows that break a rule, or whose id is known with other content; none of them was taken. */
  bad: number;
};

/**
 * Brings in events of the past from a file (CSV or one JSON object a line), through the same door as all others but
 * however old: exactly once by their ids, so a run that was cut off is simply repeated. `report` gets each bad row by its
 * line and, after every piece, how far it is. A dry run writes nothing.
 */
export async function backfillEvents(
  ctx: Context,
  rawInput: z.input<typeof schema>,
  report: { bad: (row: BadRow) => void; progress: (total: Backfilled) => void },
): Promise<Result<Backfilled>> {
  try {
    authoriseConsole(ctx, "usage.backfill");
    const { file, dryRun } = parseInput(schema, rawInput);
    const total: Backfilled = { rows: 0, new: 0, known: 0, bad: 0 };
    const take = dryRun ? check : write;
    for await (const rows of pieces(rowsOf(file))) {
      const piece = rows.map(withItsTime);
      const bad: BadRow[] = piece.filter(({ errors }) => errors.length > 0);
      const good = piece.filter(({ errors }) => errors.length === 0);
      if (good.length > 0) bad.push(...(await take(ctx, good, total)));
      for (const { line, errors } of bad.sort((a, b) => a.line - b.line)) report.bad({ line, errors });
      total.rows += piece.length;
      total.bad += bad.length;
      report.progress({ ...total });
    }
    if (total.new > 0)
      await acrossTenants((tx) =>
        recordAudit(tx, ctx, backOffice, { action: "usage.backfill", after: { file, events: total.new } }),
      );
    return succeeded(total);
  } catch (error) {
    return answerRefusal(error);
  }
}

/** Elsewhere an event without a time happened now; of the past that cannot be meant. */
function withItsTime(row: FileRow): FileRow {
  const { timestamp } = Object(row.event) as { timestamp?: unknown };
  if (row.errors.length > 0 || (timestamp !== undefined && timestamp !== null)) return row;
  return { ...row, errors: [{ field: "timestamp", rule: "required" }] };
}

async function* pieces(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow[]> {
  let piece: FileRow[] = [];
  for await (const row of rows) {
    piece.push(row);
    if (piece.length < largestBatch) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

async function check(ctx: Context, rows: readonly FileRow[]): Promise<BadRow[]> {
  const events = rows.map(({ event }) => event);
  const { rejected } = await checkEvents(ctx, events, true);
  return rejected.map(({ index, errors }) => ({ line: rows[index]?.line ?? 0, errors }));
}

async function write(ctx: Context, rows: readonly FileRow[], total: Backfilled): Promise<BadRow[]> {
  const events = rows.map(({ event }) => event);
  for (;;) {
    const answer = await ingestEvents(ctx, { events, anyAge: true });
    if (answer.ok) {
      const { conflicts, rejected } = answer.value;
      total.new += answer.value.new;
      total.known += answer.value.known;
      const other = conflicts.map(({ index }) => ({
        index,
        errors: [{ field: "event_id", rule: "known_with_other_content" }],
      }));
      return [...rejected, ...other].map(({ index, errors }) => ({ line: rows[index]?.line ?? 0, errors }));
    }
    // Everybody else goes first.
    if (answer.refusal.code === "busy") await sleep(1_000);
    // Nothing of the piece could be taken.
    else if (answer.refusal.code === "invalid_input") return check(ctx, rows);
    else throw new Refused(answer.refusal.code, answer.refusal);
  }
}
