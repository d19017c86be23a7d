import { lt, sql } from "drizzle-orm";
import { ingestMinutes } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { lagStep } from "@/lib/domain/metering/lag";

type Row = typeof ingestMinutes.$inferInsert;

/** What became of the events of one call. */
export type IngestNote = {
  /** Choba's time of the call. */
  at: Date;
  new: readonly { occurredAt: Date }[];
  known: number;
  conflicts: number;
  /** For each refused event the first rule that it broke. */
  rejectedRules: readonly string[];
  /** The names of taken events that no meter unit listens to, once for each event. */
  uncountedNames: readonly string[];
};

const flushEveryMs = 3_000;
const keptDays = 35;
/** Different details a minute and process; what is beyond is told together, so that no sender can fill the memory. */
const mostRows = 500;
const longestDetail = 255;
const minuteMs = 60_000;

type Pending = { rows: Map<string, Row>; timer: NodeJS.Timeout | undefined; sweptAtMs: number };

/** One per process, also where bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaIngestStatistics?: Pending };

function pending(): Pending {
  holder.chobaIngestStatistics ??= { rows: new Map(), timer: undefined, sweptAtMs: 0 };
  return holder.chobaIngestStatistics;
}

/**
 * Counts what became of events, in memory; it is written a few seconds later, outside of any request. A process that is
 * killed loses those seconds of statistics, never an event.
 */
export function noteIngest(note: IngestNote): void {
  const { at } = note;
  const lags = new Map<string, { events: number; worstMs: number }>();
  for (const { occurredAt } of note.new) {
    const lagMs = Math.max(0, at.getTime() - occurredAt.getTime());
    const step = lagStep(lagMs);
    const lag = lags.get(step);
    if (!lag) lags.set(step, { events: 1, worstMs: lagMs });
    else {
      lag.events++;
      if (lagMs > lag.worstMs) lag.worstMs = lagMs;
    }
  }
  for (const [step, { events, worstMs }] of lags) add(at, "new", step, events, worstMs);
  if (note.known > 0) add(at, "known", "", note.known);
  if (note.conflicts > 0) add(at, "conflict", "", note.conflicts);
  for (const rule of note.rejectedRules) add(at, "rejected", rule, 1);
  for (const name of note.uncountedNames) add(at, "uncounted", name, 1);
  const all = pending();
  if (all.rows.size === 0 || all.timer) return;
  all.timer = setTimeout(() => {
    flushIngestStatistics().catch((error) => console.warn("ingest statistics:", error));
  }, flushEveryMs);
  all.timer.unref();
}

function add(at: Date, outcome: Row["outcome"], said: string, events: number, lagMs = 0): void {
  const { rows } = pending();
  const minute = new Date(Math.floor(at.getTime() / minuteMs) * minuteMs);
  const detail = rows.size < mostRows ? said.slice(0, longestDetail) : "";
  const key = `${minute.getTime()} ${outcome} ${detail}`;
  const row = rows.get(key);
  if (!row) {
    rows.set(key, { minute, outcome, detail, events, worstLagMs: lagMs, lastAt: at });
    return;
  }
  row.events += events;
  if (lagMs > row.worstLagMs) row.worstLagMs = lagMs;
  if (at > row.lastAt) row.lastAt = at;
}

/** Writes what has gathered. If the database does not answer it is lost: it is a statistic, and memory stays bounded. */
export async function flushIngestStatistics(): Promise<void> {
  const all = pending();
  clearTimeout(all.timer);
  all.timer = undefined;
  // In the order of the key, as every process writes them, so that no two wait for each other in a circle.
  const rows = [...all.rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  all.rows = new Map();
  if (rows.length === 0) return;
  const newestMs = Math.max(...rows.map(({ lastAt }) => lastAt.getTime()));
  await acrossTenants(async (tx) => {
    await tx
      .insert(ingestMinutes)
      .values(rows)
      .onConflictDoUpdate({
        target: [ingestMinutes.minute, ingestMinutes.outcome, ingestMinutes.detail],
        set: {
          events: sql`${ingestMinutes.events} + excluded.events`,
          worstLagMs: sql`greatest(${ingestMinutes.worstLagMs}, excluded.worst_lag_ms)`,
          lastAt: sql`greatest(${ingestMinutes.lastAt}, excluded.last_at)`,
        },
      });
    if (newestMs - all.sweptAtMs < 60 * minuteMs) return;
    all.sweptAtMs = newestMs;
    const oldest = new Date(newestMs - keptDays * 24 * 60 * minuteMs);
    await tx.delete(ingestMinutes).where(lt(ingestMinutes.minute, oldest));
  });
}
